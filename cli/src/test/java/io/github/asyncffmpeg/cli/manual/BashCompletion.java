package io.github.asyncffmpeg.cli.manual;

import java.util.List;
import java.util.stream.Collectors;

/** Completion for bash 3.2 and later; it needs no bash-completion beside it. */
final class BashCompletion {

    private static final String HEAD = """
            # bash completion for asyncffmpeg, made from its commands.
            _asyncffmpeg() {
                local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
                local command= options= words= files= i
                local IFS=$'\\n'
                COMPREPLY=()
                # bash takes --option=value apart
                if [ "$word" = = ]; then
                    word=
                elif [ "$previous" = = ]; then
                    previous=${COMP_WORDS[COMP_CWORD - 2]}
                fi
                for ((i = 1; i < COMP_CWORD; i++)); do
                    case ${COMP_WORDS[i]} in
                        --)
                            command=--
                            break
                            ;;
                        -*) ;;
                        *) [ -n "$command" ] || command=${COMP_WORDS[i]} ;;
                    esac
                done
                case $command in
            """;
    private static final String TAIL = """
                    *) files=yes ;;
                esac
                case $word in
                    -*) words=$options ;;
                esac
                [ -z "$words" ] || COMPREPLY=($(compgen -W "${words// /$'\\n'}" -- "$word"))
                if [ -n "$files" ] && [ ${#COMPREPLY[@]} -eq 0 ]; then
                    if [ "$files" != yes ]; then
                        COMPREPLY=($(compgen -d -- "$word"))
                        for i in ${files// /$'\\n'}; do
                            COMPREPLY+=($(compgen -f -X "!*.$i" -- "$word"))
                        done
                    fi
                    # a job file may have any name
                    [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$word"))
                    compopt -o filenames 2>/dev/null
                fi
            }
            complete -F _asyncffmpeg asyncffmpeg
            """;

    private BashCompletion() {}

    static String of(CommandText program) {
        StringBuilder out = new StringBuilder(HEAD);
        out.append("        '') options=\"").append(names(program)).append("\" words=\"");
        program.commands().forEach(each -> out.append(each.name()).append(' '));
        out.append("$options\" ;;\n");
        program.commands().forEach(each -> command(out, each));
        return out.append(TAIL).toString();
    }

    private static void command(StringBuilder out, CommandText command) {
        out.append("        ").append(command.name()).append(")\n            case $previous in\n");
        for (Argument option : command.options()) {
            if (option.takesValue()) {
                out.append("                ")
                        .append(String.join(" | ", option.names()))
                        .append(") ");
                out.append(values(List.of(option))).append(" ;;\n");
            }
        }
        out.append("                *) options=\"").append(names(command)).append("\" ");
        out.append(values(command.positional())).append(" ;;\n            esac\n            ;;\n");
    }

    private static String values(List<Argument> arguments) {
        String words = arguments.stream()
                .flatMap(each -> each.words().stream())
                .distinct()
                .collect(Collectors.joining(" "));
        List<String> endings = arguments.stream()
                .flatMap(each -> each.endings().stream())
                .distinct()
                .toList();
        String files = endings.isEmpty() ? "yes" : '"' + String.join(" ", endings) + '"';
        return "words=\"" + words + "\"" + (arguments.stream().anyMatch(Argument::file) ? " files=" + files : "");
    }

    private static String names(CommandText command) {
        return command.options().stream()
                .flatMap(option -> option.names().stream())
                .collect(Collectors.joining(" "));
    }
}
