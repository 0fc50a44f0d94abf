// Says that scripts run, before the page is drawn. A file, because the content security policy allows no inline script.
document.body.classList.add("js-enabled")
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported")
