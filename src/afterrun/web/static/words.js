// Words, numbers and dates in the language of the page; the words come with it.
"use strict";

const speech = (() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  const { lang } = document.documentElement;
  const locale = lang === "en" ? "en-GB" : lang;
  return {
    locale,
    say: (key, fields = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => fields[name]),
    number: (value) => new Intl.NumberFormat(locale).format(value),
    time: new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }),
  };
})();
