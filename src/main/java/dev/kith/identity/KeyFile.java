package dev.kith.identity;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.jspecify.annotations.Nullable;

/**
 * A secret key on disk: PEM of PKCS #8, mode 0600, the {@code did:key} as the line above it.
 *
 * <p>The line lets a flipped bit be found: without it a damaged secret would silently be another
 * agent. Tools that read PEM skip it (RFC 7468 §2). A file without the line is accepted.
 */
public final class KeyFile {
    private static final int BYTES_MAX = 16 * 1024;
    private static final String LABEL = "PRIVATE KEY";
    private static final Pattern DID = Pattern.compile("(?m)^(did:key:\\S+)$");

    private KeyFile() {}

    /**
     * The key in {@code file}, which is made if it is not there.
     *
     * @throws IdentityException if others can read it, or it is damaged; the message says what to
     *     do
     */
    public static AgentKeys loadOrCreate(Path file, SecureRandom random) {
        return Files.exists(file) ? load(file) : create(file, random);
    }

    /**
     * A new key in a new file.
     *
     * @throws IdentityException if the file is there already or cannot be written
     */
    public static AgentKeys create(Path file, SecureRandom random) {
        if (Files.exists(file)) throw new IdentityException(file + " holds a key already");
        var keys = AgentKeys.generate(random);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) PrivateFiles.createFolder(folder);
        PrivateFiles.writeSecret(file, pem(keys).getBytes(StandardCharsets.US_ASCII));
        return keys;
    }

    /**
     * The key in {@code file}.
     *
     * @throws IdentityException if it is missing, damaged, or others can read it
     */
    public static AgentKeys load(Path file) {
        try {
            if (Files.size(file) > BYTES_MAX) throw damaged(file, "it is too long", null);
            PrivateFiles.requireOwnerOnly(file);
            return parse(file, Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw new IdentityException("there is no key file " + file, e);
        } catch (IOException e) {
            throw new IdentityException("cannot read the key file " + file + ": " + e, e);
        }
    }

    private static String pem(AgentKeys keys) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(keys.pkcs8());
        return """
        %s
        -----BEGIN %s-----
        %s
        -----END %s-----
        """
                .formatted(keys.id().did(), LABEL, body, LABEL);
    }

    private static AgentKeys parse(Path file, String text) {
        AgentKeys keys;
        try (var reader = new PemReader(new StringReader(text))) {
            PemObject object = reader.readPemObject();
            if (object == null || !object.getType().equals(LABEL)) {
                throw damaged(file, "it is not a PEM private key", null);
            }
            var info = PrivateKeyInfo.getInstance(object.getContent());
            if (!info.getPrivateKeyAlgorithm()
                    .getAlgorithm()
                    .equals(EdECObjectIdentifiers.id_Ed25519)) {
                throw damaged(file, "it is not an Ed25519 key", null);
            }
            keys =
                    AgentKeys.ofSeed(
                            ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets());
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw damaged(file, "its content cannot be read", e);
        }
        var did = DID.matcher(text);
        if (did.find() && !did.group(1).equals(keys.id().did())) {
            throw damaged(file, "the key is not that of " + did.group(1), null);
        }
        return keys;
    }

    private static IdentityException damaged(Path file, String why, @Nullable Throwable cause) {
        String message =
                "The key file %s is damaged: %s. Restore it from a backup; or, to go on as a new agent, move it away: mv %s %s"
                        .formatted(
                                file,
                                why,
                                PrivateFiles.quoted(file),
                                PrivateFiles.quoted(
                                        file.resolveSibling(file.getFileName() + ".damaged")));
        return cause == null
                ? new IdentityException(message)
                : new IdentityException(message, cause);
    }
}
