" Indentation of contracts: two spaces for each brace that is open, four for a statement that goes on.
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

" How a long text is laid out is left as it is.
function! s:InLongText(number) abort
  return synIDattr(synID(a:number, 1, 1), 'name') ==# 'sibLongText'
endfunction

function! SibIndent() abort
  if s:InLongText(v:lnum)
    return -1
  endif
  let above = prevnonblank(v:lnum - 1)
  if above == 0
    return 0
  endif
  " A line that ends a statement is measured by the line on which the statement began.
  let first = above
  while first > 1 && (s:GoesOn(first - 1) || s:InLongText(first))
    let first -= 1
  endwhile
  let indent = indent(first)
  if s:GoesOn(above)
    let indent += 2 * shiftwidth()
  elseif s:Bare(above) =~# '[{(]\s*$'
    let indent += shiftwidth()
  endif
  if getline(v:lnum) =~# '^\s*[})]'
    let indent -= shiftwidth()
  endif
  return indent
endfunction
