"""The web server around the page: languages, login, gate, content policy and addresses."""
