"""The places of pages that the build fills: what it draws and lists there, as HTML."""

from downhill import concepts, reference, simulations, teaching

DRAWN = {
    "<concept-map></concept-map>": concepts.picture,
    "<learning-path></learning-path>": concepts.way,
    "<book-contents></book-contents>": reference.contents,
    "<rolling-balls></rolling-balls>": simulations.bowl,
    "<course-files></course-files>": teaching.files,
    "<course-plans></course-plans>": teaching.plans,
    "<usual-mistakes></usual-mistakes>": teaching.mistakes,
}
