namespace GroundTransport.Application.Webhooks;

/// <summary>The endpoint's answer to one attempt.</summary>
/// <param name="Status">The HTTP status; 0: there was no answer.</param>
/// <param name="Text">One line for the operator.</param>
/// <param name="Body">The beginning of the answer's body.</param>
/// <param name="RetryAfter">The answer's own Retry-After.</param>
public sealed record WebhookAnswer(int Status, string Text, string Body = "", TimeSpan? RetryAfter = null)
{
    /// <summary>How much of a body is kept.</summary>
    public const int MaxBodyLength = 2048;

    /// <summary>The webhook was deleted or disabled meanwhile, or its event is no longer kept: nothing was sent.</summary>
    public static WebhookAnswer NothingToSend(string why) => new(0, why) { IsObsolete = true };

    public bool IsObsolete { get; private init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The endpoint says that it wants no more.</summary>
    public bool IsGone => Status == 410;
}
