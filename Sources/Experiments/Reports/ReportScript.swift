internal import Crypto
internal import Foundation

/// The report's one script: it lets a reader point at the pictures of relations. It loads nothing, writes no markup of
/// its own (it copies elements that the page already has) and the page says the same without it.
enum ReportScript {
    /// The script's SHA-256 as a source of a content security policy, under which no other script runs.
    static var policySource: String {
        "'sha256-\(Data(SHA256.hash(data: Data(source.utf8))).base64EncodedString())'"
    }

    static let source = """
        "use strict";
        document.querySelectorAll(".relations").forEach(function (figure) {
          var wheel = figure.querySelector(".wheel"), panel = figure.querySelector(".panel");
          var nodes = Array.from(wheel.querySelectorAll(".distinction"));
          var links = Array.from(wheel.querySelectorAll(".link"));
          var slider = figure.querySelector("input"), output = figure.querySelector("output");
          var counter = figure.querySelector(".shown"), name = figure.dataset.for;
          var legend = Array.from(panel.childNodes), pinned = null;
          var members = function (link) { return link.dataset.d.split(" "); };
          var row = function (number) { return document.getElementById(name + "-d" + number); };

          function say(nodes) { panel.replaceChildren.apply(panel, nodes); }
          function light(chosen, lit, drawn) {
            figure.classList.toggle("has-focus", chosen !== null);
            nodes.forEach(function (node) {
              node.classList.toggle("lit", lit.has(node.dataset.d));
              node.classList.toggle("chosen", node === chosen);
            });
            links.forEach(function (link) { link.classList.toggle("lit", drawn.has(link)); });
            document.querySelectorAll("details[id^='" + name + "-d'].lit").forEach(function (other) {
              other.classList.remove("lit");
            });
          }
          function showDistinction(node) {
            var number = node.dataset.d, lit = new Set([number]), drawn = new Set();
            links.forEach(function (link) {
              if (link.classList.contains("late") || members(link).indexOf(number) < 0) { return; }
              drawn.add(link);
              members(link).forEach(function (member) { lit.add(member); });
            });
            light(node, lit, drawn);
            row(number).classList.add("lit");
            var note = document.createElement("p");
            note.className = "soft";
            note.textContent = drawn.size === 0 ? "In none of the relations drawn."
              : "In " + drawn.size + (drawn.size === 1 ? " relation" : " relations") + " of those drawn.";
            say([row(number).querySelector(".card").cloneNode(true), note]);
          }
          function showLink(link) {
            light(link, new Set(members(link)), new Set([link]));
            var words = document.getElementById(name + "-k" + link.dataset.r).firstElementChild.cloneNode(true);
            var paragraph = document.createElement("p");
            paragraph.append(words);
            var list = document.createElement("ul");
            members(link).forEach(function (number) {
              var item = document.createElement("li"), card = row(number).querySelector(".sides");
              var strong = row(number).querySelector(".head-line strong").cloneNode(true);
              item.append(strong, ": cause ", card.querySelector(".cause dd").firstElementChild.cloneNode(true),
                ", effect ", card.querySelector(".effect dd").firstElementChild.cloneNode(true));
              list.append(item);
            });
            say([paragraph, list]);
          }
          function show(element) {
            if (element.classList.contains("link")) { showLink(element); } else { showDistinction(element); }
          }
          function clear() {
            light(null, new Set(), new Set());
            say(legend);
          }
          function rest() { if (pinned) { show(pinned); } else { clear(); } }
          function pin(element) {
            pinned = pinned === element ? null : element;
            rest();
          }
          function shownCount(count) {
            links.forEach(function (link) { link.classList.toggle("late", Number(link.dataset.r) > count); });
            output.textContent = count + " of " + slider.max;
            counter.textContent = count;
            if (pinned && pinned.classList.contains("late")) { pinned = null; }
            rest();
          }

          figure.classList.add("is-live");
          panel.querySelectorAll("[hidden]").forEach(function (hint) { hint.hidden = false; });
          wheel.setAttribute("role", "group");
          nodes.forEach(function (node, place) {
            node.setAttribute("role", "button");
            node.setAttribute("aria-label", node.querySelector("title").textContent);
            node.setAttribute("tabindex", place === 0 ? "0" : "-1");
            node.addEventListener("focus", function () { if (!pinned) { showDistinction(node); } });
            node.addEventListener("blur", function () { if (!pinned) { clear(); } });
            node.addEventListener("keydown", function (event) {
              var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
              var goal = event.key === "Home" ? 0 : event.key === "End" ? nodes.length - 1
                : step ? (place + step + nodes.length) % nodes.length : -1;
              if (goal >= 0) {
                pinned = null;
                node.setAttribute("tabindex", "-1");
                nodes[goal].setAttribute("tabindex", "0");
                nodes[goal].focus();
              } else if (event.key === "Enter" || event.key === " ") {
                pin(node);
              } else if (event.key === "Escape") {
                pinned = null;
                clear();
              } else { return; }
              event.preventDefault();
            });
          });
          nodes.concat(links).forEach(function (element) {
            element.addEventListener("pointerenter", function (event) {
              if (event.pointerType !== "touch" && !pinned) { show(element); }
            });
            element.addEventListener("pointerleave", function (event) {
              if (event.pointerType !== "touch") { rest(); }
            });
            element.addEventListener("mousedown", function (event) { event.preventDefault(); });
            element.addEventListener("click", function (event) {
              event.stopPropagation();
              pin(element);
            });
          });
          wheel.addEventListener("click", function () {
            pinned = null;
            clear();
          });
          nodes.forEach(function (node) {
            row(node.dataset.d).firstElementChild.addEventListener("pointerenter", function (event) {
              if (event.pointerType !== "touch" && !pinned) { showDistinction(node); }
            });
            row(node.dataset.d).firstElementChild.addEventListener("pointerleave", function (event) {
              if (event.pointerType !== "touch") { rest(); }
            });
          });
          if (slider) {
            slider.parentElement.hidden = false;
            slider.addEventListener("input", function () { shownCount(Number(slider.value)); });
            shownCount(Number(slider.value));
          }
        });
        """
}
