" Contracts, and contracts in prose. The second has to win over Markdown, which knows the end of the name too.
autocmd BufRead,BufNewFile *.sib setfiletype sib
autocmd BufRead,BufNewFile *.sib.md set filetype=sibmarkdown
