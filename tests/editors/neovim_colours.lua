-- The syntax group of every character of a file, as Neovim colours it.
--
-- In: the files named in the variable of the environment FILES, one a line. Out: JSON on standard output:
-- {file: [[group, length in characters], ...]}, line ends counted.
local answer = {}
for file in vim.gsplit(vim.env.FILES, '\n') do
  vim.cmd('edit ' .. vim.fn.fnameescape(file))
  local runs = {}
  for number = 1, vim.fn.line '$' do
    local line = vim.fn.getline(number)
    for column = 0, vim.fn.strchars(line) - 1 do
      local byte = vim.fn.byteidx(line, column) + 1
      local group = vim.fn.synIDattr(vim.fn.synID(number, byte, 1), 'name')
      if #runs > 0 and runs[#runs][1] == group then
        runs[#runs][2] = runs[#runs][2] + 1
      else
        table.insert(runs, { group, 1 })
      end
    end
    table.insert(runs, { '', 1 })
  end
  answer[file] = runs
end
io.stdout:write(vim.fn.json_encode(answer))
