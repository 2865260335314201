using System.Globalization;
using System.Security.Cryptography;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Heard;

/// <summary>One PostBack as it came in.</summary>
/// <param name="Problems">Of its headers and its content; empty where it is valid.</param>
/// <param name="CorrelationId">The gateway's.</param>
/// <param name="ConcurCorrelationId">Ours, as the answer carries it.</param>
public sealed record HeardMessage(Message Message, byte[] Body, IReadOnlyList<string> Problems, string CorrelationId, string ConcurCorrelationId)
{
    public string ReservationId => Message["ReservationID"];

    public string Status => Message["Status"];

    /// <summary>Equal content, equal fingerprint.</summary>
    public string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(Body))[..16];

    /// <summary>The gateway numbers a reservation's changes, and its correlation id says <c>{reservation}-{number}-{attempt}</c>; null where it doesn't.</summary>
    public int? Sequence =>
        CorrelationId.Split('-') is [var reservation, var number, _] && reservation == ReservationId
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : null;

    /// <summary>What the traveller sees beside the status.</summary>
    public string Ride => string.Join(", ", new[]
    {
        $"{Message["PrimaryPassenger/FirstName"]} {Message["PrimaryPassenger/LastName"]}".Trim(),
        Message["StartDateTime"],
        Message["ConfNum"] is { Length: > 0 } confirmation ? $"confirmation {confirmation}" : "",
        Message["CancelNum"] is { Length: > 0 } cancellation ? $"cancellation {cancellation}" : "",
        Message["ProviderFeedback"],
    }.Where(text => text.Length > 0));
}
