/**
 * What is done about a LevelDB database that is damaged: its files are read one by one, without
 * LevelDB, so that whatever can be read of them is kept.
 *
 * <p>{@link dev.kith.store.log.salvage.SettingAside} is the door: it opens databases, and sets
 * aside those that {@link dev.kith.store.log.salvage.Examination} proves damaged.
 *
 * <p>Floor 3, part of {@code store}: uses nothing of Kith.
 */
@NullMarked
package dev.kith.store.log.salvage;

import org.jspecify.annotations.NullMarked;
