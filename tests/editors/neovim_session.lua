-- An author at work in Neovim: opens a contract, reads the findings, rests on a name, completes, formats.
--
-- In: variables of the environment: FILE, a contract with one mistake; SIB, the command; OPENED, the file
-- in which the browser of this computer notes what it was asked to open. Out: JSON on standard output.
-- Relies on: the plugin on the runtime path. Guarantees: ends by itself, also when the server says nothing.
local file, answer = vim.env.FILE, {}

require('sib').setup { cmd = { vim.env.SIB, 'lsp' } }
vim.cmd('edit ' .. vim.fn.fnameescape(file))
answer.filetype = vim.bo.filetype

vim.wait(20000, function()
  return #vim.diagnostic.get(0) > 0
end, 20)
answer.findings = vim.tbl_map(function(finding)
  return { line = finding.lnum + 1, column = finding.col, code = finding.code, message = finding.message }
end, vim.diagnostic.get(0))

--- Ask the server about the place where `word` stands in the line that begins with `line`.
local function ask(method, line, word)
  local number = vim.fn.search('^\\s*' .. line, 'w')
  local column = vim.fn.match(vim.fn.getline(number), '\\<' .. word)
  vim.fn.cursor(number, column + 1)
  local params = vim.lsp.util.make_position_params()
  if method == 'textDocument/references' then
    params.context = { includeDeclaration = true }
  end
  for _, response in pairs(vim.lsp.buf_request_sync(0, method, params, 10000) or {}) do
    return response.result
  end
end

answer.definition = ask('textDocument/definition', 'payment', 'provider')
answer.hover = ask('textDocument/hover', 'payment', 'provider')
answer.completion = ask('textDocument/completion', 'better', 'higher')

-- Put the mistake right, as the finding says, and wait until the server agrees.
vim.cmd [[silent %s/reductoin/reduction/]]
vim.wait(20000, function()
  return #vim.diagnostic.get(0) == 0
end, 20)
answer.left = #vim.diagnostic.get(0)

-- Saving puts the text into its canonical form.
vim.fn.setline(vim.fn.search '^  better', '  better higher')
vim.cmd 'silent write'
answer.saved = vim.fn.readfile(file)

-- The lines above declarations, and the summary in a window of its own.
vim.lsp.codelens.refresh()
vim.wait(20000, function()
  answer.lenses = vim.tbl_map(function(lens)
    return lens.command and lens.command.title or ''
  end, vim.lsp.codelens.get(0))
  return #answer.lenses > 0 and not vim.tbl_contains(answer.lenses, '')
end, 50)
vim.cmd 'SibSummary'
vim.wait(20000, function()
  return vim.bo.filetype == 'markdown'
end, 50)
answer.summary = vim.fn.getline(1, '$')
vim.cmd 'close'

-- The sliders and curves, in the browser.
vim.cmd 'SibPreview'
vim.wait(20000, function()
  return vim.fn.filereadable(vim.env.OPENED) == 1
end, 50)
answer.page = table.concat(vim.fn.readfile(vim.fn.readfile(vim.env.OPENED)[1], 'b'), '\n')

io.stdout:write(vim.fn.json_encode(answer))
vim.cmd 'qa!'
