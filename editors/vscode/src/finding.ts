// Where the program `sib` is on this computer.
//
// In: the setting `sib.path`, the folders that are open, and the environment. Out: the program, or where it was
// looked for. Relies on: a question whether a file is there, so that this can be tried without a disk.
// Guarantees: the setting wins over a folder's own environment, and that over the rest of the computer.
import * as path from "node:path";

export interface Surroundings {
  readonly setting: string;
  readonly folders: readonly string[];
  readonly home: string;
  readonly searchPath: string;
  readonly windows: boolean;
  readonly isFile: (file: string) => boolean;
}

export type Found =
  | { readonly program: string }
  | { readonly program: undefined; readonly lookedAt: readonly string[] };

/** The first `sib` there is. A setting that leads nowhere is not passed over: somebody meant that one. */
export function findSib(around: Surroundings): Found {
  const candidates = around.setting.trim() === "" ? usual(around) : fromSetting(around);
  const program = candidates.find(around.isFile);
  return program === undefined ? { program, lookedAt: candidates } : { program };
}

function fromSetting(around: Surroundings): string[] {
  const setting = around.setting.trim().replace(/^~(?=[\\/])/, around.home);
  const here = around.folders[0] ?? around.home;
  const named = setting.replace("${workspaceFolder}", here);
  // A plain name is a program of the computer; anything with a folder in it is a place.
  return /[\\/]/.test(named) ? [path.resolve(here, named)] : onSearchPath(around, names(around, named));
}

function usual(around: Surroundings): string[] {
  const own = around.folders.flatMap((folder) =>
    [".venv", "venv"].flatMap((environment) =>
      names(around, "sib").map((name) => path.join(folder, environment, around.windows ? "Scripts" : "bin", name)),
    ),
  );
  return [...own, ...onSearchPath(around, names(around, "sib"))];
}

function onSearchPath(around: Surroundings, programs: readonly string[]): string[] {
  const places = around.searchPath.split(around.windows ? ";" : ":").filter((place) => place !== "");
  // Programs installed for one person are often missing from the path of an editor that was started by a click.
  const all = around.windows ? places : [...places, path.join(around.home, ".local", "bin")];
  return [...new Set(all)].flatMap((place) => programs.map((name) => path.join(place, name)));
}

function names(around: Surroundings, name: string): string[] {
  return around.windows && !/\.\w+$/.test(name) ? [`${name}.exe`, `${name}.cmd`, `${name}.bat`] : [name];
}
