namespace GroundTransport.Application.ConcurApps;

/// <summary>
/// Calls Concur's token endpoint; a network stands behind it. Every answer is a value, never an exception. A call that has
/// begun should be completed, because an answer that nobody reads may have contained a new refresh token.
/// </summary>
public interface IConcurTokenClient
{
    /// <summary>Gets a new access token, and often a new refresh token (authentication: Refreshing a token).</summary>
    Task<TokenAnswer> Refresh(ConcurApp app, string refreshToken, CancellationToken ct);

    /// <summary>
    /// Gets the first tokens of a connection in exchange for a request token of the App Center (authentication: Password
    /// grant, Company Level Authentication).
    /// </summary>
    /// <param name="principal">The company's or the user's id: the <c>id</c> or <c>userId</c> that came with the request token.</param>
    /// <param name="requestToken">Valid for 12 hours, and for a few calls in that time.</param>
    Task<TokenAnswer> Exchange(ConcurApp app, string principal, string requestToken, CancellationToken ct);

    /// <summary>Revokes every refresh token that this app has of the access token's principal (authentication: Revoking a token).</summary>
    Task<RevokeAnswer> Revoke(ConcurApp app, string accessToken, CancellationToken ct);
}
