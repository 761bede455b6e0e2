package io.stillwatch.detector.network;

import java.util.BitSet;
import java.util.Map;
import java.util.Set;

/**
 * A prompt frame or an affix that turned hot.
 *
 * @param what "prompt frame" or "affix"
 * @param cluster the frame cluster, or the affix's number
 * @param keys what accounts of the coming day are recognised by: the frames' keys, or the affix
 * @param frames the frames by their keys; empty for an affix
 * @param accounts today's accounts that carry it
 * @param units their distinct units
 * @param baselineUnits mean units a baseline day
 * @param logChance natural logarithm of the chance of as many, judged by the baseline
 */
record ContentKey(
    String what,
    boolean frame,
    int cluster,
    Set<Long> keys,
    Map<Long, Frame> frames,
    BitSet accounts,
    int units,
    double baselineUnits,
    double logChance) {}
