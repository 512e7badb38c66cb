" Indentation of contracts: two spaces for each brace that is open, and for a statement that goes on.
if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal indentexpr=SibIndent() indentkeys=0},0),!^F,o,O
let b:undo_indent = 'setlocal indentexpr< indentkeys<'

if exists('*SibIndent')
  finish
endif

" A line without its texts and its comment, in which braces and commas could stand.
function! s:Bare(number) abort
  let line = substitute(getline(a:number), '"\%([^"\\]\|\\.\)*"', '""', 'g')
  return substitute(line, '\s*#.*$', '', '')
endfunction

function! s:GoesOn(number) abort
  return s:Bare(a:number) =~# '[,+*/×-]\s*$\|\<\%(and\|or\|plus\|minus\|less\|times\)\s*$'
endfunction

function! SibIndent() abort
  let above = prevnonblank(v:lnum - 1)
  if above == 0
    return 0
  endif
  " A line that ends a statement is measured by the line on which the statement began.
  let first = above
  while first > 1 && s:GoesOn(first - 1)
    let first -= 1
  endwhile
  let indent = indent(first)
  if s:Bare(above) =~# '[{(]\s*$' || s:GoesOn(above)
    let indent += shiftwidth()
  endif
  if getline(v:lnum) =~# '^\s*[})]'
    let indent -= shiftwidth()
  endif
  return indent
endfunction
