"use strict";
(function () {
  var root = document.documentElement;
  var button = document.getElementById("switch");
  function setLabels(language) {
    root.setAttribute("data-labels", language);
    document.querySelectorAll("[data-ar]").forEach(function (node) {
      node.setAttribute(node.hasAttribute("placeholder") ? "placeholder" : "aria-label",
        node.getAttribute("data-" + language));
    });
    document.title = root.getAttribute("data-title-" + language);
  }
  if (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      setLabels(root.getAttribute("data-labels") === "ar" ? "en" : "ar");
    });
  }

  // The words that a line of the brief rests on light up when one comes from that line.
  function light(line) {
    document.querySelectorAll(".lit").forEach(function (node) { node.classList.remove("lit"); });
    if (!line) { return; }
    document.querySelectorAll(".m").forEach(function (node) {
      if ((" " + node.getAttribute("data-u") + " ").indexOf(" " + line + " ") >= 0) {
        node.classList.add("lit");
      }
    });
  }
  document.addEventListener("click", function (event) {
    var go = event.target.closest ? event.target.closest("a[data-line]") : null;
    if (go) { light(go.getAttribute("data-line")); }
  });

  // A line that is reached from an article opens its evidence.
  function arrive() {
    var id = decodeURIComponent(location.hash.slice(1));
    var node = id ? document.getElementById(id) : null;
    if (!node) { return; }
    for (var up = node; up; up = up.parentElement) {
      if (up.tagName === "DETAILS") { up.open = true; }
      if (up.hidden) { up.hidden = false; }
    }
    var own = node.querySelector("details.ev");
    if (own && node.classList.contains("line")) { own.open = true; }
    node.scrollIntoView({ block: "center" });
  }
  window.addEventListener("hashchange", arrive);
  arrive();

  // Filters of the claims.
  var form = document.getElementById("filters");
  if (form) {
    form.hidden = false;
    var box = form.querySelector("input[type=search]");
    var count = document.getElementById("filter-count");
    var items = Array.prototype.slice.call(document.querySelectorAll("[data-claim]"));
    var apply = function () {
      var wanted = form.querySelector("input[name=show]:checked").value;
      var words = box.value.trim().toLowerCase();
      var shown = 0;
      items.forEach(function (item) {
        var ok = (wanted === "all" || item.getAttribute("data-claim").split(" ").indexOf(wanted) >= 0)
          && (!words || item.textContent.toLowerCase().indexOf(words) >= 0);
        item.hidden = !ok;
        if (ok) { shown += 1; }
      });
      document.querySelectorAll(".question").forEach(function (group) {
        group.hidden = !group.querySelector("[data-claim]:not([hidden])");
      });
      count.textContent = shown + " / " + items.length;
    };
    form.addEventListener("input", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    apply();
  }

  // Paper shows the sentences that disputes rest on; the others stand in the articles anyway.
  var opened = [];
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("#disputes details.ev:not([open])").forEach(function (node) {
      node.open = true;
      opened.push(node);
    });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (node) { node.open = false; });
    opened = [];
  });
}());
