namespace GroundTransport.Api.Limits;

/// <summary>The host that a request names: the pages make an address of it, which must be one.</summary>
public static class RequestHost
{
    /// <summary>HTTP/1.0 needs no Host; one that no address can have is the caller's mistake.</summary>
    public static void UseRequestHost(this WebApplication app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (!request.Host.HasValue)
            request.Host = new HostString("localhost");
        if (Uri.TryCreate($"http://{request.Host.Value}/", UriKind.Absolute, out _))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });
}
