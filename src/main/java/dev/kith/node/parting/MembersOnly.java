package dev.kith.node.parting;

import com.typesafe.config.Config;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.Member;
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
 * The mailbox of those who keep sharding's coordinators: only members of this agent's part are
 * heard when they ask to have one handed over.
 *
 * <p>Such requests go to a host and port, whoever is there now. A part that waits for a member to
 * hand over goes on asking for some seconds after that member has begun anew, in a part of its own
 * or of others; it would give its new part's coordinators away, to somebody who is not of that
 * part, and the new part would have none from then on.
 */
public final class MembersOnly implements MailboxType, ProducesMessageQueue<MembersOnly.Queue> {
    private static final Logger LOG = LoggerFactory.getLogger(MembersOnly.class);

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
            if (letter.message() instanceof ClusterSingletonMessage && !isMember(letter.sender())) {
                LOG.debug("{} from {} is not for this part", letter.message(), letter.sender());
                return;
            }
            super.enqueue(receiver, letter);
        }

        private boolean isMember(ActorRef sender) {
            Address address = sender.path().address();
            if (address.hasLocalScope()) return true;
            for (Member member : cluster.state().getMembers()) {
                if (member.address().equals(address)) return true;
            }
            return false;
        }
    }
}
