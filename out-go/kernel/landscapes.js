const TURNED=[.8,.6],quartic=e=>e*e*e*e-3*e*e+.5*e,quarticSlope=e=>4*e*e*e-6*e+.5;export const STATIONARY=[0,1,2].map(e=>2*Math.SQRT1_2*Math.cos((Math.acos(-Math.SQRT2/8)-2*Math.PI*e)/3)).sort((e,t)=>e-t);const[LEFT,TOP,RIGHT]=STATIONARY;export const bowl=()=>({name:"Bowl",loss:([e,t])=>.5*(e*e+t*t),gradient:([e,t])=>[e,t],eigenvalues:[1,1],directions:[[1,0],[0,1]],minima:[[0,0]],box:[[-4,4],[-4,4]],python:`def loss(w):
    x, y = w
    return 0.5 * (x * x + y * y)


def gradient(w):
    x, y = w
    return [x, y]
`});export const valley=(e,[t,n]=TURNED)=>({name:"Elongated valley",loss:([s,o])=>{const i=t*s+n*o,a=t*o-n*s;return.5*(i*i+e*a*a)},gradient:([s,o])=>{const i=t*s+n*o,a=e*(t*o-n*s);return[t*i-n*a,n*i+t*a]},eigenvalues:[1,e],directions:[[t,n],[-n,t]],minima:[[0,0]],box:[[-4,4],[-4,4]],python:`def loss(w):
    along, across = ${t} * w[0] + ${n} * w[1], ${t} * w[1] - ${n} * w[0]
    return 0.5 * (along * along + ${e} * across * across)


def gradient(w):
    along = ${t} * w[0] + ${n} * w[1]
    across = ${e} * (${t} * w[1] - ${n} * w[0])
    return [${t} * along - ${n} * across, ${n} * along + ${t} * across]
`});export const severalMinima=()=>({name:"Several minima",loss:([e,t])=>quartic(e)+quartic(t),gradient:([e,t])=>[quarticSlope(e),quarticSlope(t)],minima:[[LEFT,LEFT],[LEFT,RIGHT],[RIGHT,LEFT],[RIGHT,RIGHT]],box:[[-2.2,2.2],[-2.2,2.2]],python:`def loss(w):
    return sum(t * t * t * t - 3 * t * t + 0.5 * t for t in w)


def gradient(w):
    return [4 * t * t * t - 6 * t + 0.5 for t in w]
`});export const rosenbrock=()=>({name:"Rosenbrock",steep:!0,loss:([e,t])=>{const n=t-e*e;return(1-e)*(1-e)+100*n*n},gradient:([e,t])=>{const n=t-e*e;return[2*(e-1)-400*e*n,200*n]},minima:[[1,1]],box:[[-2,2],[-1,3]],python:`def loss(w):
    x, above = w[0], w[1] - w[0] * w[0]
    return (1 - x) * (1 - x) + 100 * above * above


def gradient(w):
    x, above = w[0], w[1] - w[0] * w[0]
    return [2 * (x - 1) - 400 * x * above, 200 * above]
`});export const saddle=()=>({name:"Saddle",loss:([e,t])=>.5*(e*e-t*t),gradient:([e,t])=>[e,-t],eigenvalues:[1,-1],directions:[[1,0],[0,1]],minima:[],box:[[-4,4],[-4,4]],python:`def loss(w):
    x, y = w
    return 0.5 * (x * x - y * y)


def gradient(w):
    x, y = w
    return [x, -y]
`});export const convex=()=>({name:"Convex",loss:([e])=>e*e,gradient:([e])=>[2*e],eigenvalues:[2],directions:[[1]],minima:[[0]],maxima:[],box:[[-2.2,2.2]],python:`def loss(x):
    return x * x


def gradient(x):
    return 2 * x
`});export const twoMinima=()=>({name:"Two minima",loss:([e])=>quartic(e),gradient:([e])=>[quarticSlope(e)],minima:[[LEFT],[RIGHT]],maxima:[TOP],box:[[-2.2,2.2]],python:`def loss(x):
    return x * x * x * x - 3 * x * x + 0.5 * x


def gradient(x):
    return 4 * x * x * x - 6 * x + 0.5
`});const WIDTH=2.2;function chebyshev(e){let[s,t,o,n]=[1,e,0,1];for(let i=2;i<=8;i++)[s,t,o,n]=[t,2*e*t-s,n,2*t+2*e*n-o];return[t,n]}export const manyMinima=()=>{const e=([e])=>chebyshev(e/WIDTH)[0]+.25*e,t=([e])=>[chebyshev(e/WIDTH)[1]/WIDTH+.25],n=[1,3,5,7].map(e=>[lowest(e=>t([e])[0],WIDTH*Math.cos(Math.PI*e/8))]);return{name:"Many minima",loss:e,gradient:t,minima:n.sort((t,n)=>e(t)-e(n)),maxima:[6,4,2].map(e=>lowest(e=>-t([e])[0],WIDTH*Math.cos(Math.PI*e/8))),box:[[-2.2,2.2]],python:`def chebyshev(s):
    """Return the polynomial of degree 8 and its slope."""
    before, value, before_slope, slope = 1, s, 0, 1
    for _ in range(7):
        before_slope, slope = slope, 2 * value + 2 * s * slope - before_slope
        before, value = value, 2 * s * value - before
    return value, slope


def loss(x):
    return chebyshev(x / 2.2)[0] + 0.25 * x


def gradient(x):
    return chebyshev(x / 2.2)[1] / 2.2 + 0.25
`}};export const flatInflection=()=>({name:"Flat inflection",loss:([e])=>e*e*e*e-4/3*e*e*e,gradient:([e])=>[4*e*e*(e-1)],minima:[[1]],maxima:[],box:[[-1.2,1.8]],python:`def loss(x):
    return x * x * x * x - (4 / 3) * x * x * x


def gradient(x):
    return 4 * x * x * (x - 1)
`});function lowest(e,t){let[n,s]=[t-.2,t+.2];for(let o=0;o<60;o++){const t=(n+s)/2;e(t)<0?n=t:s=t}return(n+s)/2}