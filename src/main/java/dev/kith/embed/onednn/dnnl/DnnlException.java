package dev.kith.embed.onednn.dnnl;

/** oneDNN refused a call. */
public final class DnnlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DnnlException(String message) {
        super(message);
    }

    DnnlException(String message, Throwable cause) {
        super(message, cause);
    }
}
