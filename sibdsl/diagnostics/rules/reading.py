"""Rules about getting the text of a file: SIB001 to SIB099.

`{path}` is the path as the author wrote it, `{name}` its last part.
"""

from sibdsl.diagnostics.registry import rule
from sibdsl.diagnostics.severity import ERROR, WARNING

EMPTY_FILE = rule(
    "SIB001",
    "empty-file",
    ERROR,
    title="a file with nothing in it",
    message="there is nothing in `{name}`",
    expected="a contract, beginning with the word `contract`",
    help="check that the file was saved, or that this is the file you meant",
)

OTHER_ENCODING = rule(
    "SIB002",
    "other-encoding",
    ERROR,
    title="a file saved as UTF-16 or UTF-32",
    message="`{name}` is saved as {encoding}",
    expected="a text saved as UTF-8",
    help="open it in the editor that saved it, choose Save As, and pick the encoding UTF-8",
)

NOT_UTF8 = rule(
    "SIB003",
    "not-utf-8",
    ERROR,
    title="a file that is not saved as UTF-8",
    message="`{name}` is not saved as UTF-8: line {line}, column {column} holds the byte {byte}{reading}",
    expected="a text saved as UTF-8",
    help="open it in the editor that saved it, choose Save As, and pick the encoding UTF-8",
)

NOT_A_TEXT = rule(
    "SIB004",
    "not-a-text",
    ERROR,
    title="a file that is not plain text",
    message="`{name}` is {found}, not a plain text",
    expected="a plain text saved as UTF-8",
    help="save the contract as plain text, or name another file",
)

HIDDEN_DIRECTION = rule(
    "SIB005",
    "hidden-direction",
    ERROR,
    title="a hidden character that changes the direction of the text",
    message="a hidden character here ({character}) makes the text read in another order than it is computed",
    expected="a text that reads the same to everyone",
    help="delete the hidden character; a text in Arabic or Hebrew does not need it",
)

NO_SUCH_FILE = rule(
    "SIB010",
    "no-such-file",
    ERROR,
    title="a file that is not there",
    message="there is no file `{path}`",
    help="check the spelling, and the directory you are in",
)

IS_A_DIRECTORY = rule(
    "SIB011",
    "is-a-directory",
    ERROR,
    title="a directory where a file was expected",
    message="`{path}` is a directory",
    expected="a file",
    help="name a file inside it",
)

MAY_NOT_READ = rule(
    "SIB012",
    "may-not-read",
    ERROR,
    title="a file that you may not read",
    message="you do not have permission to read `{path}`",
    help="ask the owner of the file for permission, or work on a copy of your own",
)

CANNOT_READ = rule(
    "SIB013",
    "cannot-read",
    ERROR,
    title="a file that could not be read",
    message="`{path}` could not be read: {reason}",
    help="check that the path is right and that the disk or the network drive is there",
)

FILE_TOO_LARGE = rule(
    "SIB014",
    "file-too-large",
    ERROR,
    title="a file that is far too large to be a contract",
    message="`{path}` is larger than {limit} megabytes",
    expected="a contract of a few pages",
    help="check that this is the file you meant",
)

OUTSIDE_PROJECT = rule(
    "SIB015",
    "outside-project",
    ERROR,
    title="an import that leads out of the project",
    message="`{path}` is not in the project, which is the directory `{project}`",
    expected="a file in the project, so that a contract means the same on every machine",
    help="copy the file into the project, or put a file `sib.toml` into the directory that holds both",
)

CIRCULAR_IMPORT = rule(
    "SIB016",
    "circular-import",
    ERROR,
    title="files that import one another in a circle",
    message="these files import one another in a circle: {circle}",
    expected="imports that lead from a contract to what it shares with others, and never back",
    help="take out this import, or move what both files need into a third one",
)

NO_CONTRACT_LANGUAGE = rule(
    "SIB017",
    "no-contract-language",
    ERROR,
    title="a contract in prose without any contract language",
    message="`{name}` is prose, and nothing in it is contract language",
    expected="blocks that begin with a line ```sib and end with a line ```",
    help="put the declarations into such blocks, or save the file as `.sib` if it is contract language throughout",
)

ENDLESS_BLOCK = rule(
    "SIB018",
    "endless-block",
    ERROR,
    title="a block of contract language that does not end",
    message="this block of contract language does not end",
    expected="a line with nothing but {marks} behind its last declaration",
    help="add that line, or everything up to the end of the file is read as contract language",
)

SPLIT_DECLARATION = rule(
    "SIB019",
    "split-declaration",
    ERROR,
    title="a declaration that goes on in another block",
    message="`{name}` begins in this block of contract language and goes on in another one",
    expected="a whole declaration in each block",
    help="close it with `}}` in its own block, or move its other statements there",
)

BLOCK_NOT_READ = rule(
    "SIB020",
    "block-not-read",
    WARNING,
    title="a block of contract language inside a list or a quotation",
    message="this block of contract language is inside a list, a quotation or an indented text, and is not read",
    expected="blocks that begin at the margin",
    help="move it to the margin, or mark it `sib ignore` if it is only an illustration",
)
