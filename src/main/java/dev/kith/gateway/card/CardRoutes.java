package dev.kith.gateway.card;

import dev.kith.api.CanonicalJson;
import dev.kith.api.Problem;
import dev.kith.gateway.http.Answers;
import dev.kith.gateway.http.Call;
import dev.kith.gateway.http.Problems;
import dev.kith.gateway.http.Route;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import dev.kith.wire.envelope.Signer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.util.ByteString;

/** Who this agent is, for any program that asks: {@code /.well-known/agent-card.json}. */
public final class CardRoutes {
    private final Directory directory;
    private final String network;
    private final CardSeal seal;
    private final Answers answers;

    /**
     * @param network its network's name
     * @param signer this agent's voice
     */
    public CardRoutes(Directory directory, String network, Signer signer, Answers answers) {
        this.directory = directory;
        this.network = network;
        this.seal = new CardSeal(signer);
        this.answers = answers;
    }

    /** The one route. */
    public List<Route> routes() {
        return List.of(new Route("GET", "/.well-known/agent-card.json", this::show));
    }

    private CompletionStage<HttpResponse> show(Call call) {
        Optional<Problem> wrong = call.query().wrong();
        return CompletableFuture.completedFuture(
                wrong.map(answers::problem)
                        .orElseGet(() -> own().map(this::signed).orElseGet(this::none)));
    }

    private Optional<Card> own() {
        return directory.agents().stream()
                .filter(Directory.Entry::self)
                .flatMap(entry -> entry.card().stream())
                .findFirst();
    }

    private HttpResponse signed(Card card) {
        byte[] bytes = CanonicalJson.bytes(seal.sign(AgentCard.of(card, network)));
        return answers.jsonText(ByteString.fromArrayUnsafe(bytes));
    }

    private HttpResponse none() {
        return answers.problem(Problems.notFound("this agent has no card yet; ask again"));
    }
}
