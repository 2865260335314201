using System.Text;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.PostBacks;

namespace GroundTransport.Infrastructure.ConcurClient.PostBacks;

/// <summary>What a PostBack says of its sender.</summary>
/// <param name="IsOfApp">An app's access token, which is renewed where Concur doesn't accept it.</param>
/// <param name="WhyNone">Why there is nothing to send it with; empty where there is.</param>
internal sealed record PostBackCredential(PostBackScheme Scheme, string Value, bool IsOfApp = false, string WhyNone = "")
{
    public bool IsNone => WhyNone.Length > 0;

    public static PostBackCredential None(string why) => new(default, "", WhyNone: why);

    // The default of a record prints every property, secrets included.
    public override string ToString() => "PostBack credential";
}

/// <summary>Where a PostBack's Authorization comes from: the app of its direct connect where there is one and the scheme isn't Basic, else the settings.</summary>
internal sealed class PostBackCredentials(PostBackSettings settings, IAccessTokenProvider tokens)
{
    /// <param name="refused">The app's token that Concur didn't accept; empty: none.</param>
    public async Task<PostBackCredential> Of(string directConnectId, string refused, CancellationToken ct)
    {
        if (settings.Scheme == PostBackScheme.Basic)
            return new(PostBackScheme.Basic, Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.User}:{settings.Password}")));
        return await tokens.Get(directConnectId, refused, ct) switch
        {
            AccessToken.Given given => new(settings.Scheme, given.Value, IsOfApp: true),
            AccessToken.Missing missing => PostBackCredential.None($"The direct connect's concur-app has no access token. {missing.WhatToDo}"),
            _ => FromSettings(),
        };
    }

    private PostBackCredential FromSettings() => settings.Token.Length > 0
        ? new(settings.Scheme, settings.Token)
        : PostBackCredential.None("The direct connect has no concur-app, and GroundTransport:Concur:PostBackToken isn't set");
}
