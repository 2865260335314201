using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GroundTransport.Api.AdminEndpoints;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Callers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Api.Tests.Supplier;

/// <summary>Every route of the REST API, new ones included: keys, roles, unknown ids, malformed and oversized bodies.</summary>
public sealed class RouteWalkTests(SupplierFixture supplier) : IClassFixture<SupplierFixture>
{
    private const int OneMegabyte = 1024 * 1024;

    [Fact]
    public async Task Every_route_without_a_valid_key_is_401()
    {
        foreach (var route in Routes())
        {
            foreach (var key in new[] { null, "" })
                await AssertProblem(route, await Send(route, key, route.Body), HttpStatusCode.Unauthorized, "unauthorized");
            // More than a hundred routes are more than a hundred guesses.
            using var answer = await Send(route, "nobodys-key", route.Body);
            Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests });
        }
    }

    [Fact]
    public async Task Every_route_above_a_keys_role_is_403()
    {
        foreach (var (role, key) in new[] { (Role.Read, await supplier.CreateKey(Role.Read)),
            (Role.Dispatch, await supplier.CreateKey(Role.Dispatch)) })
        {
            foreach (var route in Routes().Where(route => route.Role > role))
                await AssertProblem(route, await Send(route, key, route.Body), HttpStatusCode.Forbidden, "forbidden");
        }
    }

    [Fact]
    public void Every_route_requires_its_role() => Assert.All(Routes(), route =>
    {
        var isAdministration = route.Pattern.Contains("/vendors", StringComparison.Ordinal)
            || route.Pattern.Contains("/direct-connects", StringComparison.Ordinal)
            || route.Pattern.Contains("/api-keys", StringComparison.Ordinal)
            || route.Pattern.Contains("/concur-connections", StringComparison.Ordinal)
            || route.Pattern.Contains("/webhooks", StringComparison.Ordinal)
            || route.Pattern.Contains("/audit", StringComparison.Ordinal)
            || route.Pattern.Contains("/backups", StringComparison.Ordinal);
        // The address of a pricing service can contain a secret.
        var isSecretive = isAdministration && (!route.Pattern.Contains("/vendors", StringComparison.Ordinal)
            || route.Pattern.Contains("/pricing", StringComparison.Ordinal));
        var reads = route.Method == "GET" || route.Pattern.EndsWith("/explain", StringComparison.Ordinal)
            || route.Pattern.EndsWith("/price-calendar", StringComparison.Ordinal);
        var needs = isSecretive ? Role.Admin : reads ? Role.Read : isAdministration ? Role.Admin : Role.Dispatch;
        Assert.True(route.Role == needs, $"{route.Method} {route.Pattern} is for {route.Role}, and should be for {needs}");
    });

    [Fact]
    public async Task Every_route_with_an_unknown_id_is_404()
    {
        foreach (var route in Routes().Where(route => route.Pattern.Contains('{', StringComparison.Ordinal)))
            await AssertProblem(route, await Send(route, SupplierFixture.AdminKey, route.Body), HttpStatusCode.NotFound, "notFound");
    }

    [Fact]
    public async Task Every_route_with_an_unknown_parameter_is_400_and_names_the_known_ones()
    {
        foreach (var route in Routes())
        {
            using var answer = await Send(route with { Query = "?vendro=OTL" }, SupplierFixture.AdminKey, route.Body);
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

            Assert.Equal((400, "unknownParameter"), ((int)answer.StatusCode, (string?)problem["code"]));
            Assert.Equal("vendro", (string?)problem["errors"]![0]!["field"]);
            var known = supplier.Gateway.Services.GetRequiredService<QueryParameters>().Of(route.Endpoint);
            Assert.All(known, name => Assert.Contains(name, (string?)problem["detail"], StringComparison.Ordinal));
            Assert.Equal(route.Pattern is "/api/v1/reservations/" or "/api/v1/reservations", known.Contains("changedSince"));
        }
    }

    [Fact]
    public async Task Every_malformed_body_is_refused()
    {
        foreach (var route in Routes().Where(route => route.Body is not null))
        {
            foreach (var broken in new[] { "{", "[]", "\"text\"", "{ \"noSuchField\": 1 }" })
            {
                using var answer = await Send(route, SupplierFixture.AdminKey, broken);
                // Every mistake of a rate plan has its path: the document is refused after its vendor was found.
                var expected = route.Pattern.EndsWith("/rate-plan", StringComparison.Ordinal) ? HttpStatusCode.NotFound
                    : HttpStatusCode.BadRequest;
                await AssertProblem(route, answer, expected, expected == HttpStatusCode.NotFound ? "notFound" : "malformed");
            }
        }
    }

    [Fact]
    public async Task Every_oversized_body_is_413()
    {
        foreach (var route in Routes().Where(route => route.Body is not null))
            await AssertProblem(route, await Send(route, SupplierFixture.AdminKey, new string(' ', route.LongestBody + 1)),
                HttpStatusCode.RequestEntityTooLarge, "tooLarge");
    }

    [Fact]
    public async Task OpenApi_document_has_every_route_and_an_example_of_every_body()
    {
        var document = JsonNode.Parse(await supplier.Gateway.Http.GetStringAsync("/openapi/v1.json"))!;
        Assert.StartsWith("3.1", (string?)document["openapi"], StringComparison.Ordinal);
        foreach (var route in Routes())
        {
            var path = route.Pattern.Replace(":long", "", StringComparison.Ordinal).Replace(":int", "", StringComparison.Ordinal)
                .TrimEnd('/');
            var operation = document["paths"]!.AsObject()
                .FirstOrDefault(known => known.Key.TrimEnd('/') == path).Value?[route.Method.ToLowerInvariant()];
            Assert.True(operation is not null, $"{route.Method} {path} isn't described");
            Assert.False(string.IsNullOrEmpty((string?)operation["summary"]), $"{route.Method} {path} has no summary");
            if (route.Body is not null)
                Assert.True(operation["requestBody"]?["content"]?["application/json"]?["example"] is not null,
                    $"{route.Method} {path} has no example");
        }
        Assert.Equal(HttpStatusCode.OK, (await supplier.Gateway.Http.GetAsync("/swagger/index.html")).StatusCode);
    }

    [Fact]
    public void OpenApi_document_has_an_example_for_every_route_with_a_body() =>
        Assert.All(Routes().Where(route => route.Method is "POST" or "PUT" or "PATCH"),
        route => Assert.True(route.Body is not null || route.Pattern.EndsWith("/rotate", StringComparison.Ordinal)
            || route.Pattern.EndsWith("/acknowledge", StringComparison.Ordinal)
            || route.Pattern.EndsWith("/retry", StringComparison.Ordinal) || route.Pattern.EndsWith("/test", StringComparison.Ordinal)
            || route.Pattern.EndsWith("/recover", StringComparison.Ordinal)
            || route.Pattern.EndsWith("/restore", StringComparison.Ordinal)
            || route.Pattern.EndsWith(".csv", StringComparison.Ordinal)
            || route.Pattern.EndsWith("/image", StringComparison.Ordinal)
            || route.Pattern.EndsWith("/backups", StringComparison.Ordinal), route.Pattern));

    private List<Route> Routes()
    {
        var routes = supplier.Gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
                .Select(method => new Route(method, endpoint))).ToList();
        Assert.True(routes.Count > 30, "The walk has lost its way");
        return routes;
    }

    private async Task<HttpResponseMessage> Send(Route route, string? key, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Path);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        // The response precedes the body: a client that continues to send finds the connection closed.
        request.Headers.ExpectContinue = body?.Length > OneMegabyte;
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await supplier.Gateway.Http.SendAsync(request);
    }

    private static async Task AssertProblem(Route route, HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync();
        var at = $"{route.Method} {route.Path}: {(int)answer.StatusCode} {body}";
        Assert.True(answer.StatusCode == status, at);
        Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json", at);
        var problem = JsonNode.Parse(body)!;
        Assert.True(answer.Headers.TryGetValues(CorrelationIds.Header, out var ids) && ids.Single() == (string?)problem["traceId"], at);
        Assert.True((string?)problem["code"] == code && !string.IsNullOrEmpty((string?)problem["traceId"]), at);
        answer.Dispose();
    }

    private sealed record Route(string Method, RouteEndpoint Endpoint)
    {
        public string Query { get; init; } = "";

        public string Pattern => Endpoint.RoutePattern.RawText!;

        /// <summary>The path with ids that don't exist.</summary>
        public string Path => Pattern.Replace("{id:long}", "999999999999", StringComparison.Ordinal)
            .Replace("{delivery:long}", "1", StringComparison.Ordinal)
            .Replace("{code}", "OTL", StringComparison.Ordinal)
            .Replace("{id}", "nobody", StringComparison.Ordinal).Replace("{gds}", "sabre", StringComparison.Ordinal)
                .Replace("{version:int}", "7", StringComparison.Ordinal) + Query;

        public Role Role => Endpoint.Metadata.OfType<IAuthorizeData>().Select(data => Enum.Parse<Role>(data.Policy!)).Max();

        public string? Body => Endpoint.Metadata.OfType<ExampleMetadata>().FirstOrDefault(example => example.IsRequest)?.Json();

        public int LongestBody => (int)(Endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? OneMegabyte);
    }
}
