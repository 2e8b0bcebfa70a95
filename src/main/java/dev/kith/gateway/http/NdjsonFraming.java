package dev.kith.gateway.http;

import java.util.ArrayDeque;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;

/**
 * Cuts bytes into lines at {@code \n}. A line over the limit becomes a {@link Line} without bytes
 * and the rest goes on, where Pekko's own framing would fail the stream. Holds one line at most;
 * blank lines are counted and left out.
 */
public final class NdjsonFraming extends GraphStage<FlowShape<ByteString, NdjsonFraming.Line>> {
    private final Inlet<ByteString> in = Inlet.create("ndjson.in");
    private final Outlet<Line> out = Outlet.create("ndjson.out");
    private final FlowShape<ByteString, Line> shape = FlowShape.of(in, out);
    private final long bytesMax;

    /**
     * One line.
     *
     * @param number counted from 1
     * @param bytes without the line's end; empty where it is too long
     * @param length in bytes
     */
    public record Line(long number, ByteString bytes, long length) {
        /** Whether it exceeds the limit, so that its bytes are gone. */
        public boolean tooLong() {
            return bytes.isEmpty();
        }
    }

    /** Lines of at most so many bytes. */
    public NdjsonFraming(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    @Override
    public FlowShape<ByteString, Line> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Logic();
    }

    private final class Logic extends GraphStageLogic {
        private final ArrayDeque<Line> ready = new ArrayDeque<>();
        private ByteStringBuilder line = new ByteStringBuilder();
        private long length;
        private long number = 1;
        private boolean blank = true;

        private Logic() {
            super(shape);
            setHandler(
                    in,
                    new AbstractInHandler() {
                        @Override
                        public void onPush() {
                            take(grab(in));
                            if (ready.isEmpty()) pull(in);
                            else push(out, ready.poll());
                        }

                        @Override
                        public void onUpstreamFinish() {
                            if (length > 0) end();
                            if (isAvailable(out) && !ready.isEmpty()) push(out, ready.poll());
                            if (ready.isEmpty()) completeStage();
                        }
                    });
            setHandler(
                    out,
                    new AbstractOutHandler() {
                        @Override
                        public void onPull() {
                            if (!ready.isEmpty()) push(out, ready.poll());
                            else if (!isClosed(in)) pull(in);
                            if (isClosed(in) && ready.isEmpty()) completeStage();
                        }
                    });
        }

        private void take(ByteString bytes) {
            ByteString rest = bytes;
            int end = rest.indexOf((byte) '\n');
            while (end >= 0) {
                append(rest.take(end));
                end();
                rest = rest.drop(end + 1);
                end = rest.indexOf((byte) '\n');
            }
            append(rest);
        }

        private void append(ByteString part) {
            length += part.size();
            if (length > bytesMax) {
                line = new ByteStringBuilder();
            } else if (part.nonEmpty()) {
                line.append(part);
            }
            for (int i = 0; blank && i < part.size(); i++)
                blank = part.apply(i) <= ' ' && part.apply(i) >= 0;
        }

        private void end() {
            if (length > bytesMax)
                ready.add(new Line(number, ByteString.emptyByteString(), length));
            else if (!blank) ready.add(new Line(number, line.result(), length));
            number++;
            length = 0;
            blank = true;
            line = new ByteStringBuilder();
        }
    }
}
