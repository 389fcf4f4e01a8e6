// A link into the view that is hidden shows that view; without this script the switch does.
"use strict";
const show = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const view = target && target.closest(".view");
  const name = view && (view.classList.contains("professional") ? "professional" : "patient");
  const choice = name && document.querySelector(`input[name=view][value=${name}]`);
  if (choice && !choice.checked) {
    choice.checked = true;
    target.scrollIntoView();
  }
};
addEventListener("hashchange", show);
show();
