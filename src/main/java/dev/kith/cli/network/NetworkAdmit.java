package dev.kith.cli.network;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.client.Surroundings;
import dev.kith.cli.process.AuthorityFolder;
import dev.kith.identity.IdentityException;
import dev.kith.identity.Membership;
import dev.kith.identity.NetworkAuthority;
import dev.kith.model.AgentId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kith network admit}: lets an agent in. */
@Command(
        name = "admit",
        description = {
            "Admit an agent of another machine: write agent.crt and authority.crt, which are not"
                    + " secret, for its data folder. The agent itself says its --agent and --host"
                    + " when it starts without being admitted.",
            "With --json an object: agent, network, until, folder."
        })
final class NetworkAdmit implements Callable<Integer> {
    private final Globals globals;

    @Option(
            names = "--authority",
            paramLabel = "FOLDER",
            description = "The folder with authority.key, default where `kith up` puts it.")
    private @Nullable Path authority;

    @Option(names = "--network", paramLabel = "NAME", description = "The network's name.")
    private @Nullable String network;

    @Option(
            names = "--agent-id",
            paramLabel = "DID",
            required = true,
            description = "The agent's id, did:key:….")
    private String agent = "";

    @Option(
            names = "--host",
            paramLabel = "HOST",
            required = true,
            description = "A name or address that other agents reach it at; may be repeated.")
    private List<String> hosts = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            required = true,
            description = "Where to write: its data folder, or one that is copied there.")
    private Path out = Path.of("");

    NetworkAdmit(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        Surroundings around = globals.surroundings();
        Path folder =
                authority == null
                        ? AuthorityFolder.usual(around.environment(), network)
                        : authority;
        Membership membership;
        try {
            membership =
                    NetworkInit.admission(around)
                            .admit(NetworkAuthority.load(folder), id(), hosts, out);
        } catch (IdentityException e) {
            throw new CommandFailed(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
        }
        Instant until = membership.certificate().x509().getNotAfter().toInstant();
        if (globals.json()) {
            globals.print(
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("agent", agent)
                            .put("network", membership.network())
                            .put("until", until.toString())
                            .put("folder", out.toString())
                            .toString());
        } else {
            globals.print(
                    "Admitted "
                            + id().shortForm()
                            + " to "
                            + membership.networkName()
                            + " until "
                            + until
                            + ": agent.crt and authority.crt are in "
                            + out);
            globals.print("They belong into the agent's data folder; start it again then.");
        }
        return ExitCode.DONE.number();
    }

    private AgentId id() {
        try {
            return new AgentId(agent);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
