package dev.kith.cli.client;

/** Ends a command: what happened and what to do next, for the person, and the exit code. */
public final class CommandFailed extends RuntimeException {
    private final ExitCode code;

    public CommandFailed(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    public CommandFailed(ExitCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** How the process ends. */
    public ExitCode code() {
        return code;
    }

    /** What happened and what to do next. */
    public String what() {
        String message = getMessage();
        return message == null ? code.meaning() : message;
    }
}
