" Contracts in prose are edited as Markdown.
runtime! ftplugin/markdown.vim
