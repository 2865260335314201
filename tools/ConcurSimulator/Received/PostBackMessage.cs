using System.Globalization;
using System.Security.Cryptography;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Received;

/// <summary>A PostBack as it arrived.</summary>
/// <param name="Problems">Problems of the headers and of the content; empty if the PostBack is valid.</param>
/// <param name="CorrelationId">The gateway's id.</param>
/// <param name="ConcurCorrelationId">The simulator's id, sent in the response.</param>
public sealed record PostBackMessage(
    Message Message, byte[] Body, IReadOnlyList<string> Problems, string CorrelationId, string ConcurCorrelationId)
{
    public string ReservationId => Message["ReservationID"];

    public string Status => Message["Status"];

    /// <summary>Equal for equal content.</summary>
    public string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(Body))[..16];

    /// <summary>
    /// The version of the reservation, from a correlation id of the form <c>{reservation}-{version}-{attempt}</c>; null if the
    /// id has another form.
    /// </summary>
    public int? Version =>
        CorrelationId.Split('-') is [var reservation, var number, _] && reservation == ReservationId
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;

    /// <summary>What the traveller sees beside the status.</summary>
    public string RideSummary => string.Join(", ", new[]
    {
        $"{Message["PrimaryPassenger/FirstName"]} {Message["PrimaryPassenger/LastName"]}".Trim(),
        Message["StartDateTime"],
        Message["ConfNum"] is { Length: > 0 } confirmation ? $"confirmation {confirmation}" : "",
        Message["CancelNum"] is { Length: > 0 } cancellation ? $"cancellation {cancellation}" : "",
        Message["ProviderFeedback"],
    }.Where(text => text.Length > 0));
}
