" How contracts are edited: two spaces, comments that go on, words with letters of any script.
if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal commentstring=#\ %s comments=:#
setlocal expandtab shiftwidth=2 softtabstop=2
" Wrap comments as they are typed, never the statements.
setlocal textwidth=120 formatoptions-=t formatoptions+=croql
setlocal foldmethod=syntax foldlevel=99
setlocal suffixesadd=.sib

let b:undo_ftplugin = 'setlocal commentstring< comments< expandtab< shiftwidth< softtabstop< textwidth< '
      \ . 'formatoptions< foldmethod< foldlevel< suffixesadd<'
