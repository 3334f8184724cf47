// Shell completion scripts, written from the command table.

import type { Command, Option } from "./command.ts";
import { helpOption } from "./command.ts";

export type Shell = "bash" | "zsh" | "fish";

/** The script to source in the shell. */
export function completionScript(shell: Shell, commands: readonly Command[]): string {
  return { bash, zsh, fish }[shell](commands);
}

const optionsOf = (command: Command): readonly Option[] => [...command.options, helpOption];

function bash(commands: readonly Command[]): string {
  const cases = commands.map((c) => {
    const words = [...optionsOf(c).map((o) => `--${o.name}`), ...(Array.isArray(c.completes) ? c.completes : [])].join(
      " ",
    );
    const files = c.completes === "files" ? ` COMPREPLY+=( $(compgen -f -- "$cur") );` : "";
    return `    ${c.name}) COMPREPLY=( $(compgen -W "${words}" -- "$cur") );${files} ;;`;
  });
  const choices = choiceTable(commands).map(
    ([name, words]) => `    --${name}) COMPREPLY=( $(compgen -W "${words.join(" ")}" -- "$cur") ); return ;;`,
  );
  return `# bash completion for weft: source this file, or: weft completion bash > /etc/bash_completion.d/weft
_weft() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=( $(compgen -W "${commands.map((c) => c.name).join(" ")}" -- "$cur") )
    return
  fi
  case "$prev" in
${choices.join("\n")}
  esac
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
  esac
}
complete -o filenames -F _weft weft
`;
}

function zsh(commands: readonly Command[]): string {
  const names = commands.map((c) => `    '${c.name}:${quote(c.summary)}'`).join("\n");
  const cases = commands.map((c) => {
    const specs = optionsOf(c).map((o) => {
      const value = o.value ? `:${o.value}:${o.choices ? `(${o.choices.join(" ")})` : "_files"}` : "";
      return `'--${o.name}[${quote(o.help).replaceAll("[", "\\[").replaceAll("]", "\\]")}]${value}'`;
    });
    const rest =
      c.completes === "files"
        ? "'*:file:_files'"
        : Array.isArray(c.completes)
          ? `'*:word:(${c.completes.join(" ")})'`
          : "";
    return `    ${c.name}) _arguments ${[...specs, rest].filter(Boolean).join(" ")} ;;`;
  });
  return `#compdef weft
_weft() {
  local -a commands
  commands=(
${names}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local name=$words[2]
  shift words
  (( CURRENT-- ))
  case $name in
${cases.join("\n")}
  esac
}
_weft "$@"
`;
}

function fish(commands: readonly Command[]): string {
  const lines = commands.flatMap((c) => {
    const inside = `-n '__fish_seen_subcommand_from ${c.name}'`;
    const options = optionsOf(c).map((o) => {
      const short = o.short ? ` -s ${o.short}` : "";
      const value = o.value ? ` -r${o.choices ? ` -f -a '${o.choices.join(" ")}'` : ""}` : "";
      return `complete -c weft ${inside} -l ${o.name}${short}${value} -d '${quote(o.help)}'`;
    });
    const words = Array.isArray(c.completes) ? [`complete -c weft ${inside} -f -a '${c.completes.join(" ")}'`] : [];
    return [`complete -c weft -n __fish_use_subcommand -f -a ${c.name} -d '${quote(c.summary)}'`, ...options, ...words];
  });
  return `# fish completion for weft: weft completion fish > ~/.config/fish/completions/weft.fish\n${lines.join("\n")}\n`;
}

function choiceTable(commands: readonly Command[]): [string, readonly string[]][] {
  const table = new Map<string, readonly string[]>();
  for (const option of commands.flatMap((c) => c.options)) if (option.choices) table.set(option.name, option.choices);
  return [...table];
}

const quote = (text: string): string => text.replaceAll("'", "’");
