" Contracts in prose: Markdown, with contracts in the blocks that are marked sib.
if exists('b:current_syntax')
  finish
endif

runtime! syntax/markdown.vim
unlet! b:current_syntax
syntax include @sibContract syntax/sib.vim
syntax region sibBlockInProse matchgroup=markdownCodeDelimiter
      \ start=/^\s*\z(`\{3,}\|\~\{3,}\)\s*sib\>.*$/ end=/^\s*\z1\s*$/ keepend contains=@sibContract
let b:current_syntax = 'sibmarkdown'
