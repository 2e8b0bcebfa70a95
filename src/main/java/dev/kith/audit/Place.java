package dev.kith.audit;

import dev.kith.model.DocumentKey;
import dev.kith.model.Version;

/**
 * Where a batch of vectors is stored.
 *
 * @param segment counted from 0 within the version
 * @param batch counted from 0 within the segment
 */
public record Place(DocumentKey key, Version version, int segment, int batch) {}
