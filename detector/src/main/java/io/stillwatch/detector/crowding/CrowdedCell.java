package io.stillwatch.detector.crowding;

/**
 * A spot where more accounts of one persona stand tonight than were to be expected.
 *
 * @param name the same as long as the same forest shows the same spot, such as "tempo-3f9a61c2"
 * @param group the features that it is a spot of
 * @param persona its members' peers
 * @param members places of accounts tonight, the most crowded first
 * @param expected accounts that the baseline lets expect in the middle of the spot: the most
 *     crowded stretch that half of the members share
 * @param there accounts in that stretch tonight, members or not, an organisation's counted as a few
 */
@SuppressWarnings("ArrayRecordComponent") // Read only.
public record CrowdedCell(
    String name, String group, int persona, int[] members, double expected, double there) {}
