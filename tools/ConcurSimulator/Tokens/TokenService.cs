using System.Security.Cryptography;

namespace ConcurSimulator.Tokens;

/// <summary>Issues tokens as Concur does: each refresh token is good once, and its successor comes with the answer.</summary>
public sealed class TokenService
{
    /// <summary>Bytes of an access token: real ones are JWTs of some thousand characters, and nothing may rely on less.</summary>
    private const int AccessTokenBytes = 900;

    private readonly Lock gate = new();
    private readonly TokenSettings settings;
    private readonly TimeProvider clock;
    private readonly DateTimeOffset requestTokenExpires;
    private readonly Dictionary<string, DateTimeOffset> accessTokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> refreshTokens = new(StringComparer.Ordinal);

    public TokenService(TokenSettings settings, TimeProvider clock)
    {
        this.settings = settings;
        this.clock = clock;
        requestTokenExpires = clock.GetUtcNow() + TokenSettings.RequestTokenLifetime;
        refreshTokens[settings.RefreshToken] = clock.GetUtcNow() + settings.RefreshTokenLifetime;
    }

    public int Issued { get; private set; }

    public int Refused { get; private set; }

    /// <param name="form">The fields of the request's form.</param>
    public TokenAnswer Grant(IReadOnlyDictionary<string, string> form)
    {
        lock (gate)
        {
            var answer = Answer(form);
            _ = answer is TokenAnswer.Issued ? Issued++ : Refused++;
            return answer;
        }
    }

    /// <summary>Counts a call that was refused before its grant was looked at.</summary>
    public void Refuse()
    {
        lock (gate)
            Refused++;
    }

    public bool IsGood(string accessToken)
    {
        lock (gate)
            return accessTokens.TryGetValue(accessToken, out var expires) && clock.GetUtcNow() < expires;
    }

    /// <summary>Ends every refresh token; access tokens live out their hour, as Concur's do.</summary>
    public bool Revoke(string accessToken)
    {
        lock (gate)
        {
            if (!IsGood(accessToken))
                return false;
            refreshTokens.Clear();
            return true;
        }
    }

    private TokenAnswer Answer(IReadOnlyDictionary<string, string> form)
    {
        string Field(string name) => form.TryGetValue(name, out var value) ? value : "";
        if (Field("client_id").Length == 0)
            return TokenAnswer.Missing("client_id");
        if (Field("client_secret").Length == 0)
            return TokenAnswer.Missing("client_secret");
        if (Field("client_id") != settings.ClientId)
            return TokenAnswer.UnknownClient;
        if (Field("client_secret") != settings.ClientSecret)
            return TokenAnswer.WrongSecret;
        return Field("grant_type") switch
        {
            "" => TokenAnswer.Missing("grant_type"),
            "refresh_token" => Refresh(Field("refresh_token")),
            "password" => Connect(Field("username"), Field("password"), Field("credtype")),
            _ => TokenAnswer.UnknownGrant,
        };
    }

    private TokenAnswer Refresh(string refreshToken)
    {
        if (refreshToken.Length == 0)
            return TokenAnswer.Missing("refresh_token");
        return refreshTokens.Remove(refreshToken, out var expires) && clock.GetUtcNow() < expires ? Issue() : TokenAnswer.BadRefreshToken;
    }

    private TokenAnswer Connect(string username, string password, string credtype)
    {
        if (username.Length == 0)
            return TokenAnswer.Missing("username");
        if (password.Length == 0)
            return TokenAnswer.Missing("password");
        if (credtype != "authtoken")
            return TokenAnswer.BadCredentialType;
        var isGood = username == settings.Company && password == settings.RequestToken && clock.GetUtcNow() < requestTokenExpires;
        return isGood ? Issue() : TokenAnswer.IncorrectCredentials;
    }

    private TokenAnswer.Issued Issue()
    {
        var now = clock.GetUtcNow();
        var access = Convert.ToBase64String(RandomNumberGenerator.GetBytes(AccessTokenBytes)).Replace('+', '-').Replace('/', '_');
        var refresh = Guid.NewGuid().ToString();
        accessTokens[access] = now + settings.AccessTokenLifetime;
        refreshTokens[refresh] = now + settings.RefreshTokenLifetime;
        return new TokenAnswer.Issued(access, refresh, settings.AccessTokenLifetime, refreshTokens[refresh]);
    }
}
