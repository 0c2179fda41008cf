/** The questions of the quiz in the simulation "with labels and without". */

const [LABELS, NONE, BOTH] = ["With labels", "Without labels", "Neither, or both"];
export const ANSWERS = [LABELS, NONE, BOTH];

/** Question, the kind that it is, and why. */
export const QUESTIONS = [
  [
    "From 5,000 photographs, each filed by a botanist under the name of its flower, a program learns to name flowers.",
    LABELS,
    "The botanist's names are the labels.",
  ],
  [
    "A shop groups its visitors by what they look at, to see what kinds there are.",
    NONE,
    "Nobody said beforehand which kinds there are. The groups come from the data and from the number that is asked for.",
  ],
  [
    "From ten years of weather and sold ice cream, a kiosk predicts tomorrow's sales.",
    LABELS,
    "Each past day has its number of sales: that is a label, and the task is regression.",
  ],
  [
    "A bank looks for payments that are unlike all others of the same card.",
    NONE,
    "Unlike is a matter of distance. No payment is marked as fraud.",
  ],
  [
    "A thousand letters are labelled as complaint or praise, a million are not, and the program uses both.",
    BOTH,
    "That is called semi-supervised: few labels, and the shape of the unlabelled data helps.",
  ],
  [
    "A model hides every tenth word of a text and learns to guess it.",
    BOTH,
    "The labels are there, but nobody wrote them: they are cut out of the data. That is called self-supervised.",
  ],
  [
    "A camera's picture is reduced to 32 colours that suit it.",
    NONE,
    "The colours are cluster centres. No pixel has a right answer.",
  ],
  [
    "From scans with a radiologist's outlines of tumours, a program learns to draw such outlines.",
    LABELS,
    "Each pixel has a label: inside or outside.",
  ],
  [
    "A newspaper sorts its archive into twenty themes that nobody has listed.",
    NONE,
    "The number twenty is given, the themes are not.",
  ],
  [
    "A program learns a game by playing; at the end it is told who won.",
    BOTH,
    "Neither a label for each move nor none: one reward for many moves. That is reinforcement learning, a third kind.",
  ],
  [
    "Hospitals estimate the length of a stay from age, diagnosis and past stays.",
    LABELS,
    "Past stays have known lengths.",
  ],
  [
    "Customers are grouped first; then people name the groups, and new customers are put into them.",
    BOTH,
    "The first half has no labels. Once the groups have names, putting new customers into them is classification.",
  ],
];
