package dev.kith.cli.network;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.client.Surroundings;
import dev.kith.cli.process.AuthorityFolder;
import dev.kith.identity.Admission;
import dev.kith.identity.IdentityException;
import dev.kith.identity.IdentitySettings;
import dev.kith.identity.NetworkAuthority;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kith network init}: founds a network. */
@Command(
        name = "init",
        description = {
            "Found a network: make the key that admits agents to it. `kith up` does this by itself"
                    + " for an agent that joins nobody.",
            "With --json an object: network, name, authority."
        })
final class NetworkInit implements Callable<Integer> {
    private final Globals globals;

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            description = "Where to put it, default where `kith up` looks for it.")
    private @Nullable Path folder;

    @Option(names = "--name", paramLabel = "NAME", description = "What people call the network.")
    private String name = "home";

    NetworkInit(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        Surroundings around = globals.surroundings();
        Path into = folder == null ? AuthorityFolder.usual(around.environment(), name) : folder;
        NetworkAuthority authority;
        try {
            authority = admission(around).found(into, name);
        } catch (IdentityException e) {
            throw new CommandFailed(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
        }
        if (globals.json()) {
            globals.print(
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("network", authority.network())
                            .put("name", authority.name())
                            .put("authority", into.toString())
                            .toString());
        } else {
            globals.print(
                    "Founded "
                            + globals.style().bold(authority.name())
                            + " ("
                            + authority.network()
                            + ") in "
                            + into);
            globals.print("Whoever has authority.key there can admit agents: keep it safe.");
            globals.print("Next: kith up --authority " + into + " --network " + name);
        }
        return ExitCode.DONE.number();
    }

    static Admission admission(Surroundings around) {
        return new Admission(IdentitySettings.standard(), around.clock(), around.random());
    }
}
