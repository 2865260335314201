using System.Security.Cryptography;

namespace ConcurSimulator.Tokens;

/// <summary>Issues tokens as Concur does: a refresh token can be used once, and the response contains its successor.</summary>
public sealed class TokenService
{
    /// <summary>Concur's access tokens are JWTs of more than a thousand characters, and a gateway must accept that length.</summary>
    private const int AccessTokenBytes = 900;

    private readonly Lock sync = new();
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

    public string Scope => settings.Scope;

    public bool AllowsReceipts => settings.Scope.Split(' ').Contains("receipts.write", StringComparer.Ordinal);

    public int Refused { get; private set; }

    /// <summary>Grants or refuses tokens.</summary>
    /// <param name="form">The fields of the request's form.</param>
    public TokenResponse Grant(IReadOnlyDictionary<string, string> form)
    {
        lock (sync)
        {
            var response = Respond(form);
            if (response is TokenResponse.Issued)
                Issued++;
            else
                Refused++;
            return response;
        }
    }

    /// <summary>Counts a call that is refused before its form is read.</summary>
    public TokenResponse.Refused Refuse(TokenResponse.Refused response)
    {
        lock (sync)
            Refused++;
        return response;
    }

    /// <summary>The access token was issued here and has not expired.</summary>
    public bool IsValid(string accessToken)
    {
        lock (sync)
            return accessTokens.TryGetValue(accessToken, out var expires) && clock.GetUtcNow() < expires;
    }

    /// <summary>
    /// Revokes all refresh tokens; access tokens remain valid until they expire, as Concur's do. Returns false if the access token
    /// is invalid.
    /// </summary>
    public bool Revoke(string accessToken)
    {
        lock (sync)
        {
            if (!IsValid(accessToken))
                return false;
            refreshTokens.Clear();
            return true;
        }
    }

    private TokenResponse Respond(IReadOnlyDictionary<string, string> form)
    {
        string Field(string name) => form.TryGetValue(name, out var value) ? value : "";
        if (Field("client_id").Length == 0)
            return TokenResponse.Missing("client_id");
        if (Field("client_secret").Length == 0)
            return TokenResponse.Missing("client_secret");
        if (Field("client_id") != settings.ClientId)
            return TokenResponse.UnknownClient;
        if (Field("client_secret") != settings.ClientSecret)
            return TokenResponse.WrongClientSecret;
        return Field("grant_type") switch
        {
            "" => TokenResponse.Missing("grant_type"),
            "refresh_token" => Refresh(Field("refresh_token")),
            "password" => Connect(Field("username"), Field("password"), Field("credtype")),
            _ => TokenResponse.UnknownGrantType,
        };
    }

    private TokenResponse Refresh(string refreshToken)
    {
        if (refreshToken.Length == 0)
            return TokenResponse.Missing("refresh_token");
        return refreshTokens.Remove(refreshToken, out var expires) && clock.GetUtcNow() < expires
            ? Issue()
            : TokenResponse.InvalidRefreshToken;
    }

    private TokenResponse Connect(string username, string password, string credtype)
    {
        if (username.Length == 0)
            return TokenResponse.Missing("username");
        if (password.Length == 0)
            return TokenResponse.Missing("password");
        if (credtype != "authtoken")
            return TokenResponse.InvalidCredentialType;
        var isValid = username == settings.Company && password == settings.RequestToken && clock.GetUtcNow() < requestTokenExpires;
        return isValid ? Issue() : TokenResponse.IncorrectCredentials;
    }

    private TokenResponse.Issued Issue()
    {
        var now = clock.GetUtcNow();
        var access = Convert.ToBase64String(RandomNumberGenerator.GetBytes(AccessTokenBytes)).Replace('+', '-').Replace('/', '_');
        var refresh = Guid.NewGuid().ToString();
        accessTokens[access] = now + settings.AccessTokenLifetime;
        refreshTokens[refresh] = now + settings.RefreshTokenLifetime;
        return new TokenResponse.Issued(access, refresh, settings.AccessTokenLifetime, refreshTokens[refresh]);
    }
}
