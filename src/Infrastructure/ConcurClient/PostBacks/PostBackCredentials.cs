using System.Text;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.PostBacks;

namespace GroundTransport.Infrastructure.ConcurClient.PostBacks;

/// <summary>What a PostBack is authenticated with.</summary>
/// <param name="IsOfApp">Whether it is an app's access token, which is renewed if Concur doesn't accept it.</param>
/// <param name="MissingReason">Why there is no credential; empty if there is one.</param>
internal sealed record PostBackCredential(PostBackScheme Scheme, string Value, bool IsOfApp = false, string MissingReason = "")
{
    public bool IsMissing => MissingReason.Length > 0;

    public static PostBackCredential Missing(string reason) => new(default, "", MissingReason: reason);

    // A record's default prints every property, including secrets.
    public override string ToString() => "PostBack credential";
}

/// <summary>
/// Provides the Authorization of PostBacks: the access token of the direct connect's app if there is one and the scheme isn't
/// Basic, else what the settings contain.
/// </summary>
internal sealed class PostBackCredentials(PostBackSettings settings, IAccessTokenProvider tokens)
{
    /// <param name="refused">The app's token that Concur didn't accept; empty if there is none.</param>
    public async Task<PostBackCredential> Get(string directConnectId, string refused, CancellationToken ct)
    {
        if (settings.Scheme == PostBackScheme.Basic)
            return new(PostBackScheme.Basic, Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.User}:{settings.Password}")));
        return await tokens.Get(directConnectId, refused, ct) switch
        {
            AccessToken.Available available => new(settings.Scheme, available.Value, IsOfApp: true),
            AccessToken.Unavailable unavailable =>
                PostBackCredential.Missing($"The direct connect's concur-app has no access token. {unavailable.WhatToDo}"),
            _ => FromSettings(),
        };
    }

    private PostBackCredential FromSettings() => settings.Token.Length > 0
        ? new(settings.Scheme, settings.Token)
        : PostBackCredential.Missing("The direct connect has no concur-app, and GroundTransport:Concur:PostBackToken isn't set");
}
