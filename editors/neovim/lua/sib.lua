--- The language server of sib in Neovim: started for contracts, one for each project.
--
-- In: `require('sib').setup { ... }`. Out: findings, explanations, completions and the rest, by Neovim's own client;
-- the commands :SibSummary, :SibPreview, :SibRunExamples and :SibRestart.
-- Relies on: Neovim 0.7 or later, and the program `sib` with its extra `lsp`.
-- Guarantees: without the program it says so once, in one line, and colours go on working.

local M = {}

local FILETYPES = { 'sib', 'sibmarkdown' }
local LANGUAGE = { sib = 'sib', sibmarkdown = 'sib-markdown' }

local options = { cmd = nil, on_attach = nil, capabilities = nil, format_on_save = true }
local clients = {}
local said_missing = false

--- The folder of the project: the nearest above the file with a sib.toml, a repository, or else the file's own.
local function project_of(buffer)
  local folder = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':p:h')
  for _, mark in ipairs { 'sib.toml', '.git' } do
    local toml = vim.fn.findfile(mark, folder .. ';')
    local found = toml ~= '' and toml or vim.fn.finddir(mark, folder .. ';')
    if found ~= '' then
      return vim.fn.fnamemodify(found, ':p'):gsub('/+$', ''):gsub('/[^/]*$', '')
    end
  end
  return folder
end

--- The command that starts the server: as it was set, from the project's own environment, or from the path.
local function command(project)
  if options.cmd then
    return options.cmd
  end
  for _, environment in ipairs { '.venv', 'venv' } do
    local own = project .. '/' .. environment .. '/bin/sib'
    if vim.fn.executable(own) == 1 then
      return { own, 'lsp' }
    end
  end
  return vim.fn.executable 'sib' == 1 and { 'sib', 'lsp' } or nil
end

local function say_missing()
  if not said_missing then
    said_missing = true
    vim.notify("sib was not found: pip install 'sibdsl[lsp]', or setup { cmd = { '/path/to/sib', 'lsp' } }", 3)
  end
end

local function configuration(project, cmd)
  return {
    name = 'sib',
    cmd = cmd,
    root_dir = project,
    workspace_folders = { { uri = vim.uri_from_fname(project), name = project } },
    capabilities = options.capabilities or vim.lsp.protocol.make_client_capabilities(),
    get_language_id = function(_, filetype)
      return LANGUAGE[filetype] or filetype
    end,
    on_attach = options.on_attach,
    on_exit = function()
      clients[project] = nil
    end,
  }
end

--- Attach the server of the project to a buffer, and start it where it does not run yet.
function M.attach(buffer)
  local project = project_of(buffer)
  local cmd = command(project)
  if cmd == nil then
    return say_missing()
  end
  if vim.lsp.start then -- Neovim 0.8 and later
    vim.lsp.start(configuration(project, cmd), { bufnr = buffer })
    return
  end
  clients[project] = clients[project] or vim.lsp.start_client(configuration(project, cmd))
  if clients[project] then
    vim.lsp.buf_attach_client(buffer, clients[project])
  end
end

local function attached(buffer)
  local all = vim.lsp.get_clients and vim.lsp.get_clients { bufnr = buffer } or vim.lsp.buf_get_clients(buffer)
  for _, client in pairs(all) do
    if client.name == 'sib' then
      return client
    end
  end
  vim.notify('sib does not run for this file; :SibRestart starts it', 3)
end

--- Carry out a command of the server, and hand over what comes back, unless it is a refusal.
local function ask(name, arguments, take)
  local client = attached(0)
  if not client then
    return
  end
  local request = { command = name, arguments = arguments or { vim.uri_from_bufnr(0) } }
  client.request('workspace/executeCommand', request, function(failure, answer)
    if failure then
      vim.notify(failure.message, 4)
    elseif type(answer) == 'table' and answer.refusal then
      vim.notify(answer.refusal, 3)
    elseif type(answer) == 'table' then
      take(answer)
    end
  end, 0)
end

--- Carry out a command of the server, and show the Markdown that comes back in a window of its own.
local function show(name, arguments)
  ask(name, arguments, function(answer)
    if answer.markdown then
      vim.cmd 'botright vnew'
      vim.bo.buftype, vim.bo.bufhidden, vim.bo.swapfile = 'nofile', 'wipe', false
      -- Anchors are for pages; in a terminal they are noise.
      local text = answer.markdown:gsub('<a id="[^"]*"></a>\n\n?', '')
      vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.split(text, '\n'))
      vim.bo.filetype, vim.bo.modifiable = 'markdown', false
    end
  end)
end

--- Open a page with the program that this computer has for pages.
local function open_page(file)
  if vim.ui.open then -- Neovim 0.10 and later
    vim.ui.open(file)
    return
  end
  for _, program in ipairs { 'xdg-open', 'open', 'explorer.exe' } do
    if vim.fn.executable(program) == 1 then
      vim.fn.jobstart({ program, file }, { detach = true })
      return
    end
  end
  vim.notify('open this page in a browser: ' .. file, 2)
end

--- Show the summary of the contract.
function M.summary()
  show 'sib.summary'
end

--- Try the contract out: its sliders and payment curves, in a browser.
function M.preview()
  -- The same file each time, so that a page that is open shows the contract as it is now when it is loaded again.
  local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ':t')
  local file = vim.fn.fnamemodify(vim.fn.tempname(), ':h') .. '/' .. name .. '.preview.html'
  ask('sib.preview', nil, function(answer)
    if answer.html then
      vim.fn.writefile(vim.split(answer.html, '\n'), file, 'b')
      open_page(file)
    end
  end)
end

--- Run every worked example of the contract.
function M.run_examples()
  show 'sib.runAllScenarios'
end

-- What happens on a line above a declaration, when it is chosen with vim.lsp.codelens.run().
vim.lsp.commands['sib.summary'] = M.summary
vim.lsp.commands['sib.preview'] = M.preview
vim.lsp.commands['sib.runScenario'] = function(command)
  show('sib.runScenario', command.arguments)
end
vim.lsp.commands['sib.references'] = function(command)
  local place = command.arguments[2]
  vim.api.nvim_win_set_cursor(0, { place.line + 1, place.character })
  vim.lsp.buf.references()
end

--- Put the contract into its canonical form.
function M.format()
  local client = attached(0)
  if client and client.server_capabilities.documentFormattingProvider then
    if vim.lsp.buf.format then -- Neovim 0.8 and later
      vim.lsp.buf.format { timeout_ms = 2000, name = 'sib' }
    else
      vim.lsp.buf.formatting_sync(nil, 2000)
    end
  end
end

--- Stop the servers and start the one of the current file again.
function M.restart()
  local buffers = {}
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and LANGUAGE[vim.bo[buffer].filetype] then
      table.insert(buffers, buffer)
    end
  end
  local client = attached(0)
  if client then
    client.stop()
  end
  clients = {}
  vim.defer_fn(function()
    vim.tbl_map(M.attach, buffers)
  end, 500)
end

--- Start the server whenever a contract is opened. `given` may have `cmd`, `on_attach`, `capabilities`, and
--- `format_on_save`, which is true unless it is set to false.
function M.setup(given)
  options = vim.tbl_extend('force', options, given or {})
  local group = vim.api.nvim_create_augroup('sib', { clear = true })
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = FILETYPES,
    callback = function(event)
      M.attach(event.buf)
    end,
  })
  if options.format_on_save then
    vim.api.nvim_create_autocmd('BufWritePre', {
      group = group,
      pattern = { '*.sib', '*.sib.md' },
      callback = M.format,
    })
  end
  vim.api.nvim_create_user_command('SibSummary', M.summary, {})
  vim.api.nvim_create_user_command('SibPreview', M.preview, {})
  vim.api.nvim_create_user_command('SibRunExamples', M.run_examples, {})
  vim.api.nvim_create_user_command('SibRestart', M.restart, {})
end

return M
