namespace GroundTransport.Application.Signing;

/// <summary>The secrets that sign messages to one endpoint of the supplier's.</summary>
/// <param name="Current"><c>whsec_</c> and 32 random bytes in Base64, as Standard Webhooks writes them.</param>
/// <param name="Previous">The one before the last rotation, which signs as well until <paramref name="PreviousUntil"/>.</param>
/// <param name="PreviousUntil">Null: there is none before.</param>
public sealed record SigningSecrets(string Current, string? Previous = null, DateTimeOffset? PreviousUntil = null)
{
    public static SigningSecrets New() => new(MessageSignature.NewSecret());

    /// <summary>The secrets that sign at this time, the newest first.</summary>
    public IReadOnlyList<string> At(DateTimeOffset now) =>
        Previous is { } previous && now < PreviousUntil ? [Current, previous] : [Current];

    /// <summary>A new secret; for the overlap the present one signs too, so that a receiver can change over.</summary>
    public SigningSecrets Rotate(int overlapHours, DateTimeOffset now) => overlapHours == 0
        ? New()
        : new SigningSecrets(MessageSignature.NewSecret(), Current, now.AddHours(overlapHours));

    // A record's default prints every property, including secrets.
    public override string ToString() => "Signing secrets";
}
