package dev.kith.faults.machine;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts {@link Machine} between the JDK and the machine, before the agent's own main begins. */
public final class Premain {
    private static final ClassDesc MACHINE = ClassDesc.of("dev.kith.faults.machine.Machine");
    private static final ClassDesc INSTANT = ClassDesc.of("java.time.Instant");
    private static final ClassDesc CHANNEL = ClassDesc.of("sun.nio.ch.FileChannelImpl");
    private static final MethodTypeDesc LONG_TO_LONG =
            MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long);
    private static final MethodTypeDesc TO_INSTANT = MethodTypeDesc.of(INSTANT, INSTANT);
    private static final MethodTypeDesc BEGINS =
            MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_String);
    private static final MethodTypeDesc SYNCED =
            MethodTypeDesc.of(
                    ConstantDescs.CD_void, ConstantDescs.CD_String, ConstantDescs.CD_long);

    /** The classes that are changed, and how. */
    private static final Map<String, ClassTransform> CHANGES =
            Map.of(
                    "sun/nio/ch/FileChannelImpl",
                    ClassTransform.transformingMethodBodies(
                            method -> named(method, "implForce"),
                            CodeTransform.ofStateful(Syncing::new)),
                    "java/time/Clock",
                    ClassTransform.transformingMethodBodies(
                            method -> named(method, "currentInstant"), Premain::shiftInstant),
                    "java/time/Clock$SystemInstantSource",
                    ClassTransform.transformingMethodBodies(Premain::shiftMillis),
                    "java/time/Clock$SystemClock",
                    ClassTransform.transformingMethodBodies(Premain::shiftMillis),
                    "java/util/Date",
                    ClassTransform.transformingMethodBodies(Premain::shiftMillis));

    private Premain() {}

    /** Called by the JVM; {@code orders,journal} are two files. */
    public static void premain(String arguments, Instrumentation instrumentation) throws Exception {
        String[] files = arguments.split(",", -1);
        Machine.begin(Path.of(files[0]), Path.of(files[1]));
        instrumentation.addTransformer(new Changer(), true);
        for (String name : CHANGES.keySet()) {
            instrumentation.retransformClasses(Class.forName(name.replace('/', '.')));
        }
    }

    private static final class Changer implements ClassFileTransformer {
        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                String name,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] bytes) {
            ClassTransform change = CHANGES.get(name);
            if (change == null) return null;
            ClassFile format = ClassFile.of();
            return format.transformClass(format.parse(bytes), change);
        }
    }

    /** {@code implForce}: notes the length before, and that it was synced after. */
    private static final class Syncing implements CodeTransform {
        private int length = -1;

        @Override
        public void atStart(CodeBuilder code) {
            length = code.allocateLocal(TypeKind.LONG);
            code.aload(0)
                    .getfield(CHANNEL, "path", ConstantDescs.CD_String)
                    .invokestatic(MACHINE, "syncBegins", BEGINS)
                    .lstore(length);
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            if (element instanceof ReturnInstruction) {
                code.aload(0)
                        .getfield(CHANNEL, "path", ConstantDescs.CD_String)
                        .lload(length)
                        .invokestatic(MACHINE, "synced", SYNCED);
            }
            code.with(element);
        }
    }

    private static void shiftInstant(CodeBuilder code, CodeElement element) {
        if (element instanceof ReturnInstruction) {
            code.invokestatic(MACHINE, "shifted", TO_INSTANT);
        }
        code.with(element);
    }

    private static void shiftMillis(CodeBuilder code, CodeElement element) {
        code.with(element);
        if (element instanceof InvokeInstruction call
                && call.name().equalsString("currentTimeMillis")) {
            code.invokestatic(MACHINE, "shifted", LONG_TO_LONG);
        }
    }

    private static boolean named(MethodModel method, String name) {
        return method.methodName().equalsString(name);
    }
}
