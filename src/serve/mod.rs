//! The development server: watching, live reload, errors in the browser.
