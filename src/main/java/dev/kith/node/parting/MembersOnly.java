package dev.kith.node.parting;

import com.typesafe.config.Config;
import java.util.Set;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.singleton.ClusterSingletonManager$Internal$HandOverToMe$;
import org.apache.pekko.cluster.singleton.ClusterSingletonMessage;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.MailboxType;
import org.apache.pekko.dispatch.MessageQueue;
import org.apache.pekko.dispatch.ProducesMessageQueue;
import org.apache.pekko.dispatch.UnboundedMailbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * The mailbox of those who keep sharding's coordinators: they are given to a member of this agent's
 * part that has a right to them, and to nobody else.
 *
 * <p>Whoever takes another for the former keeper asks for them, at a host and port, whoever is
 * there now; and whoever is asked gives them away. In a network that splits and comes together
 * again both sides may be wrong. A part that waits for a member to hand over goes on asking when
 * that member has begun anew, in another part. And one that hears nothing, but is heard, goes on
 * alone and asks for what its former part still needs. Either would leave a part without
 * coordinators for good, and whatever it accepts without work. So a stranger is not heard at all,
 * and a younger member is given nothing as long as this agent stays.
 */
public final class MembersOnly implements MailboxType, ProducesMessageQueue<MembersOnly.Queue> {
    private static final Logger LOG = LoggerFactory.getLogger(MembersOnly.class);
    private static final ClusterSingletonMessage HAND_OVER =
            ClusterSingletonManager$Internal$HandOverToMe$.MODULE$;
    private static final Set<MemberStatus> STAYING =
            Set.of(MemberStatus.joining(), MemberStatus.weaklyUp(), MemberStatus.up());

    /** Pekko makes it by this constructor; nothing can be set. */
    public MembersOnly(ActorSystem.Settings settings, Config config) {
        // both are Pekko's to give
    }

    @Override
    public MessageQueue create(Option<ActorRef> owner, Option<ActorSystem> system) {
        return new Queue(Cluster.get(system.get()));
    }

    /** In order of arrival, without what strangers say of coordinators. */
    static final class Queue extends UnboundedMailbox.MessageQueue {
        private static final long serialVersionUID = 1L;

        private final transient Cluster cluster;

        Queue(Cluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public void enqueue(ActorRef receiver, Envelope letter) {
            if (letter.message() instanceof ClusterSingletonMessage said && !counts(said, letter)) {
                LOG.debug("{} from {} does not count here", said, letter.sender());
                return;
            }
            super.enqueue(receiver, letter);
        }

        private boolean counts(ClusterSingletonMessage said, Envelope letter) {
            Address sender = letter.sender().path().address();
            if (sender.hasLocalScope()) return true;
            Member self = cluster.selfMember();
            for (Member member : cluster.state().getMembers()) {
                if (!member.address().equals(sender)) continue;
                return !said.equals(HAND_OVER) || leaves(self) || member.isOlderThan(self);
            }
            return false;
        }

        private static boolean leaves(Member self) {
            return !STAYING.contains(self.status());
        }
    }
}
