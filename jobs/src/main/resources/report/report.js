
"use strict";
// A click on a column's heading sorts by it, a second one the other way; empty cells come last.
for (const button of document.querySelectorAll("th button")) {
  button.addEventListener("click", () => {
    const heading = button.parentElement;
    const column = heading.cellIndex;
    const body = heading.closest("table").tBodies[0];
    const direction = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    const isNumber = heading.classList.contains("number");
    const key = row => isNumber ? row.cells[column].dataset.value : row.cells[column].textContent;
    const compare = (a, b) => {
      const x = key(a), y = key(b);
      if (x === "" || y === "") {
        return x === y ? 0 : x === "" ? 1 : -1;
      }
      return direction * (isNumber ? Number(x) - Number(y) : x < y ? -1 : x > y ? 1 : 0);
    };
    for (const other of heading.parentElement.cells) {
      other.removeAttribute("aria-sort");
    }
    heading.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
    body.append(...[...body.rows].sort(compare));
  });
}
if (matchMedia("(max-width: 52rem)").matches) {
  document.querySelector("nav details").open = false;
}
