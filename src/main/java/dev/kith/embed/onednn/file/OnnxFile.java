package dev.kith.embed.onednn.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * What an ONNX file has: tensors by name, and nodes by name. The file is mapped, not read: its
 * numbers are in memory only where they are looked at.
 *
 * <p>Source: {@code onnx.proto3}, for the numbers of the fields.
 */
final class OnnxFile {

    /**
     * A node of the graph.
     *
     * @param inputs names of tensors or of what other nodes give
     */
    record Node(String operator, String name, List<String> inputs) {}

    private final Map<String, Tensor> tensors = new HashMap<>();
    private final Map<String, Node> nodes = new HashMap<>();

    private OnnxFile() {}

    /**
     * Maps a file, for as long as the arena is open.
     *
     * @throws IllegalArgumentException if it is no ONNX file
     * @throws UncheckedIOException if the disk fails
     */
    static OnnxFile open(Path path, Arena arena) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment all =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            var file = new OnnxFile();
            var model = new ProtoReader(all);
            while (model.next()) {
                if (model.field() == 7) file.graph(new ProtoReader(model.bytes()));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + " is no ONNX file: " + e.getMessage(), e);
        }
    }

    private void graph(ProtoReader graph) {
        while (graph.next()) {
            switch (graph.field()) {
                case 1 -> node(new ProtoReader(graph.bytes()));
                case 5 -> tensor("", new ProtoReader(graph.bytes()));
                default -> {} // inputs, outputs and what is for people
            }
        }
    }

    private void node(ProtoReader node) {
        List<String> inputs = new ArrayList<>();
        String output = "";
        String name = "";
        String operator = "";
        List<MemorySegment> attributes = new ArrayList<>();
        while (node.next()) {
            switch (node.field()) {
                case 1 -> inputs.add(node.text());
                case 2 -> output = node.text();
                case 3 -> name = node.text();
                case 4 -> operator = node.text();
                case 5 -> attributes.add(node.bytes());
                default -> {} // where it comes from
            }
        }
        nodes.put(name, new Node(operator, name, List.copyOf(inputs)));
        if (!operator.equals("Constant")) return;
        for (MemorySegment each : attributes) {
            var attribute = new ProtoReader(each);
            while (attribute.next()) {
                if (attribute.field() == 5) tensor(output, new ProtoReader(attribute.bytes()));
            }
        }
    }

    /** Under its own name, or the one given where it has none. */
    private void tensor(String otherwise, ProtoReader tensor) {
        var sizes = LongStream.builder();
        int type = 0;
        String name = otherwise;
        MemorySegment raw = MemorySegment.NULL;
        while (tensor.next()) {
            switch (tensor.field()) {
                case 1 -> {
                    boolean one = tensor.bytes().byteSize() == 0;
                    if (one) sizes.add(tensor.number());
                    else LongStream.of(tensor.packed()).forEach(sizes::add);
                }
                case 2 -> type = (int) tensor.number();
                case 4, 9 -> raw = tensor.bytes();
                case 8 -> name = otherwise.isEmpty() ? tensor.text() : otherwise;
                default -> {} // other types of numbers
            }
        }
        tensors.put(name, new Tensor(type, sizes.build().boxed().toList(), raw));
    }

    /**
     * A tensor, or the value of a constant node by what it gives.
     *
     * @throws IllegalArgumentException if it has none of that name
     */
    Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) throw new IllegalArgumentException("it has no " + name);
        return tensor;
    }

    /** Whether it has a tensor of that name. */
    boolean has(String name) {
        return tensors.containsKey(name);
    }

    /**
     * A node.
     *
     * @throws IllegalArgumentException if it has none of that name
     */
    Node node(String name) {
        Node node = nodes.get(name);
        if (node == null) throw new IllegalArgumentException("it has no node " + name);
        return node;
    }
}
