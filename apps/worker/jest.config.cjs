module.exports = require('../../jest.server.cjs').unit(__dirname);
