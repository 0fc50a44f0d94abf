// Makes pages quicker and friendlier; every page works without it.
const own = document.querySelector("script[data-frontend]").dataset

const { initAll } = await import(own.frontend)
start(document)
keepSummary()

// A filter list that is open on a phone stays open when the list is drawn anew.
let open = []
document.body.addEventListener("htmx:beforeSwap", () => {
  open = [...document.querySelectorAll("details[id][open]")].map((details) => details.id)
})

// After htmx has put new content in: start its components, move the focus, tell screen readers.
document.body.addEventListener("htmx:afterSwap", (event) => {
  const swapped = event.detail.target || document.body
  const target = document.getElementById(swapped.id) || swapped
  open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""))
  start(target)
  const focus = target.querySelector("[data-focus]") || (target.matches("[data-focus]") ? target : null)
  if (focus) {
    if (!focus.hasAttribute("tabindex") && !focus.matches("a, button, input, select, textarea")) focus.tabIndex = -1
    focus.focus()
  }
  announce(target)
})
document.body.addEventListener("htmx:responseError", () => say("That did not work. Try again, or reload the page."))
document.body.addEventListener("htmx:sendError", () => say("You seem to be offline. Nothing is lost; try again in a moment."))
// A refused form comes back with status 422 and its errors: show it.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true
    event.detail.isError = false
  }
})

// What htmx puts in beside its target.
document.body.addEventListener("htmx:oobAfterSwap", (event) => start(event.detail.target))

function start(scope) {
  // What stands in the scope and was started before is no error.
  initAll({ scope, onError: (error) => { if (error.name !== "InitError") console.error(error) } })
  suggest(scope)
}

function announce(target) {
  const said = target.querySelector("[data-announce]") || (target.matches("[data-announce]") ? target : null)
  if (said) say(said.dataset.announce || said.textContent.trim())
}

function say(sentence) {
  const live = document.getElementById("lk-live")
  if (!live) return
  live.textContent = ""
  window.setTimeout(() => { live.textContent = sentence }, 50)
}

// A message about what was just done takes the focus once, so that it is read first.
function keepSummary() {
  const panel = document.querySelector("[data-focus-once]")
  if (panel && !document.querySelector(".govuk-error-summary")) panel.focus()
}

// <input data-suggest-url> asks the server while typing; <select data-suggest> searches in its own options.
async function suggest(scope) {
  const selects = scope.querySelectorAll("select[data-suggest]")
  const inputs = scope.querySelectorAll("input[data-suggest-url]")
  if (!selects.length && !inputs.length) return
  await load()
  selects.forEach((element) => {
    element.removeAttribute("data-suggest")
    window.accessibleAutocomplete.enhanceSelectElement({
      selectElement: element, defaultValue: chosen(element), showAllValues: true, ...words,
    })
  })
  inputs.forEach(enhance)
}

const words = {
  confirmOnBlur: false,
  inputClasses: "govuk-input",
  tNoResults: () => "Nothing found",
  tStatusQueryTooShort: (least) => `Type ${least} or more letters`,
}

function chosen(select) {
  const option = select.options[select.selectedIndex]
  return option && option.value ? option.textContent : ""
}

function enhance(input) {
  const url = input.dataset.suggestUrl
  const holder = document.createElement("div")
  const { id, name, value } = input
  input.replaceWith(holder)
  window.accessibleAutocomplete({
    element: holder, id, name, defaultValue: value, minLength: 2, ...words,
    source: (query, show) => ask(url, query, show),
  })
  const made = document.getElementById(id)
  const described = input.getAttribute("aria-describedby")
  if (made && described) {
    made.setAttribute("aria-describedby", `${described} ${made.getAttribute("aria-describedby") || ""}`.trim())
  }
}

let waiting
function ask(url, query, show) {
  window.clearTimeout(waiting)
  waiting = window.setTimeout(async () => {
    const address = new URL(url, window.location.href)
    address.searchParams.set("q", query)
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } })
      show(answer.ok ? await answer.json() : [])
    } catch {
      show([])
    }
  }, 200)
}

function load() {
  if (window.accessibleAutocomplete) return Promise.resolve()
  const style = document.createElement("link")
  style.rel = "stylesheet"
  style.href = own.autocompleteStyle
  document.head.append(style)
  return new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.src = own.autocomplete
    script.onload = resolve
    script.onerror = reject
    document.head.append(script)
  })
}
