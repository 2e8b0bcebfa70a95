package dev.kith.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.model.AgentId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys follow the published standards, and a signature counts only in its one strict form. */
class AgentKeysTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] MESSAGE = "put documents in".getBytes(StandardCharsets.UTF_8);
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    /** Source: W3C CCG did:key test vectors, ed25519-x25519; the seeds are 32-byte numbers. */
    @ParameterizedTest
    @CsvSource({
        "00, did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
        "01, did:key:z6MkjchhfUsD6mmvni8mCdXHw216Xrm9bQe2mBH1P5RDjVJG",
        "02, did:key:z6MknGc3ocHs3zdPiJbnaaqDi58NGb4pk1Sp9WxWufuXSdxf",
    })
    void namesKeysAsTheDidKeyVectorsDo(String lastByte, String did) {
        var keys = AgentKeys.ofSeed(HEX.parseHex("00".repeat(31) + lastByte));

        assertThat(keys.id().did()).isEqualTo(did);
        assertThat(AgentKeys.publicKey(keys.id())).isEqualTo(keys.publicKey());
    }

    @Test
    void readsTheKeyOfAPublishedId() {
        var id = new AgentId("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");

        assertThat(HEX.formatHex(AgentKeys.publicKey(id)))
                .isEqualTo("2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6");
        assertThat(AgentKeys.idOf(AgentKeys.publicKey(id))).isEqualTo(id);
    }

    /** Source: RFC 8032, §7.1, tests 1, 2 and 3. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
                + "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e"
                + "458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290"
                + "ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    })
    void signsAsTheStandardSays(String seed, String key, String message, String signature) {
        var keys = AgentKeys.ofSeed(HEX.parseHex(seed));

        assertThat(HEX.formatHex(keys.publicKey())).isEqualTo(key);
        assertThat(HEX.formatHex(keys.sign(HEX.parseHex(message)))).isEqualTo(signature);
        assertThat(AgentKeys.verify(keys.id(), HEX.parseHex(message), HEX.parseHex(signature)))
                .isTrue();
    }

    @Test
    void refusesASignatureWithAnyBitFlipped() {
        var keys = keys(1);
        byte[] signature = keys.sign(MESSAGE);

        for (int bit = 0; bit < 8 * signature.length; bit++) {
            byte[] bad = signature.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(AgentKeys.verify(keys.id(), MESSAGE, bad)).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void refusesAnotherMessageAnotherKeyAndAnotherLength() {
        var keys = keys(2);
        byte[] signature = keys.sign(MESSAGE);

        assertThat(AgentKeys.verify(keys.id(), new byte[0], signature)).isFalse();
        assertThat(AgentKeys.verify(keys(3).id(), MESSAGE, signature)).isFalse();
        assertThat(AgentKeys.verify(keys.id(), MESSAGE, new byte[0])).isFalse();
        assertThat(AgentKeys.verify(keys.id(), MESSAGE, java.util.Arrays.copyOf(signature, 63)))
                .isFalse();
        assertThat(AgentKeys.verify(keys.id(), MESSAGE, java.util.Arrays.copyOf(signature, 65)))
                .isFalse();
    }

    /** S and S + L satisfy the same equation; only the smaller is the signature. */
    @Test
    void refusesTheSecondSpellingOfASignature() {
        var keys = keys(4);
        byte[] signature = keys.sign(MESSAGE);
        byte[] second = signature.clone();
        putLittleEndian(second, littleEndian(signature).add(ORDER));

        assertThat(AgentKeys.verify(keys.id(), MESSAGE, signature)).isTrue();
        assertThat(AgentKeys.verify(keys.id(), MESSAGE, second)).isFalse();
    }

    /** With these "keys" R = S·B signs every message, or every eighth. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            })
    void refusesKeysOfSmallOrder(String key) {
        AgentId id = AgentKeys.idOf(HEX.parseHex(key));
        byte[] signature = new byte[64];
        signature[0] = 1;

        assertThatIllegalArgumentException().isThrownBy(() -> AgentKeys.publicKey(id));
        for (int i = 0; i < 16; i++) {
            assertThat(AgentKeys.verify(id, new byte[i], signature)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2do",
                "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doKK",
                "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2do0",
                "did:key:z6Mkzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
                "did:key:z6MkhaXgBZ votDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
            })
    void refusesIdsThatAreNoKeys(String did) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentKeys.publicKey(new AgentId(did)));
        assertThat(AgentKeys.verify(new AgentId(did), MESSAGE, new byte[64])).isFalse();
    }

    @Test
    void agreesWithThePlatformsOwnEd25519() throws Exception {
        for (int seed = 10; seed < 20; seed++) {
            var keys = keys(seed);
            var signer = Signature.getInstance("Ed25519", "SunEC");
            signer.initSign(keys.javaPrivateKey());
            signer.update(MESSAGE);
            byte[] signature = signer.sign();

            assertThat(signature).isEqualTo(keys.sign(MESSAGE));
        }
    }

    @Test
    void neverShowsItsSecret() {
        var keys = keys(5);

        assertThat(keys.toString()).isEqualTo("keys of " + keys.id().did());
    }

    static AgentKeys keys(long seed) {
        byte[] secret = new byte[32];
        new Random(seed).nextBytes(secret);
        return AgentKeys.ofSeed(secret);
    }

    private static BigInteger littleEndian(byte[] signature) {
        byte[] big = new byte[32];
        for (int i = 0; i < 32; i++) big[i] = signature[63 - i];
        return new BigInteger(1, big);
    }

    private static void putLittleEndian(byte[] signature, BigInteger value) {
        for (int i = 0; i < 32; i++) {
            signature[32 + i] = value.shiftRight(8 * i).byteValue();
        }
    }
}
