// A real import(), for code that runs from a start-up snapshot, where there is none.
module.exports = (name) => import(name);
