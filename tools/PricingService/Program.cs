using PricingService;

var builder = WebApplication.CreateSlimBuilder(args);
var app = builder.Build();
new Service(builder.Configuration["secret"], TimeProvider.System).Map(app);
await app.RunAsync();
