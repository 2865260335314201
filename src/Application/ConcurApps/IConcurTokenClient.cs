namespace GroundTransport.Application.ConcurApps;

/// <summary>
/// Concur's token endpoint; a network stands behind it. Whatever Concur answers is a value, never an exception.
/// Who has begun a call should see it through: an answer that nobody reads may have carried a new refresh token.
/// </summary>
public interface IConcurTokenClient
{
    /// <summary>A new access token, and often a new refresh token (authentication: Refreshing a token).</summary>
    Task<TokenAnswer> Refresh(ConcurApp app, string refreshToken, CancellationToken ct);

    /// <summary>The first tokens of a connection, for a request token of the App Center (authentication: Password grant, Company Level Authentication).</summary>
    /// <param name="principal">The company's id, or the user's: the <c>id</c> or <c>userId</c> that came with the request token.</param>
    /// <param name="requestToken">Good for 12 hours, and for a few calls in that time.</param>
    Task<TokenAnswer> Exchange(ConcurApp app, string principal, string requestToken, CancellationToken ct);

    /// <summary>Ends every refresh token that this app has of the access token's principal (authentication: Revoking a token).</summary>
    Task<RevokeAnswer> Revoke(ConcurApp app, string accessToken, CancellationToken ct);
}
